#!/usr/bin/env python3
"""Turn an ownership table into rule files, once.

usage: tsv_to_yaml.py TABLE.tsv FOLDER

TABLE has the columns family, headers, function, return, args, release, fail and notes;
its arguments count from 0. One rule file a family is written to FOLDER, and the rows that
the fact grammar cannot say go to FOLDER/import/left-out.tsv with the reason. A file that
exists is left alone: from the day it is written, a rule file is kept by hand (what the
notes say beyond the columns, the numbers of parameters and the labels are in no column).
"""

import csv
import os
import re
import sys

FILES = {"heap": "libc", "noreturn": "libc", "fd": "posix-fd", "cjson": "cJSON",
         "yaml": "libyaml", "png": "libpng", "pcre": "pcre2", "postgres": "libpq",
         "udev": "libudev"}

SPLIT = {  # functions that a family lists beside another library's: file, headers
    "BZ2_": ("bzip2", "bzlib.h"), "lzma_": ("lzma", "lzma.h"),
    "ZSTD_": ("zstd", "zstd.h"), "xslt": ("libxslt", "libxslt/*.h"),
    "nl_": ("libnl", "netlink/*.h"), "nlmsg_": ("libnl", "netlink/*.h"),
    "acl_": ("acl", "sys/acl.h"), "cap_": ("libcap", "sys/capability.h"),
}

NOTED = {  # rows whose notes say what the columns cannot
    "realpath": "(path!, buffer?) -> same 2 or NULL; new heap if arg 2 == NULL",
    "getcwd": "(buffer?, _) -> same 1 or NULL; new heap if arg 1 == NULL",
    "curl_slist_append": "(_, _) -> same 1 or NULL; new curl_slist if arg 1 == NULL",
    "freopen": "(_, _, free FILE) -> same 3 or NULL; free if return == NULL",
    "dup2": "(_, _) -> same 2 or -1",
    "dup3": "(_, _, _) -> same 2 or -1",
    "fcntl": "(_, _, ...) -> int or -1; new fd if arg 2 == F_DUPFD; "
             "new fd if arg 2 == F_DUPFD_CLOEXEC",
    "signalfd": "(_, _, _) -> same 1 or -1; new fd if arg 1 == -1",
    "error": "(_, _, _, ...); never if arg 1 != 0",
    "execv": "(_, _) -> int; never if return != -1",
    "execve": "(_, _, _) -> int; never if return != -1",
    "execvp": "(_, _) -> int; never if return != -1",
    "execl": "(_, _, ...) -> int; never if return != -1",
    "execlp": "(_, _, ...) -> int; never if return != -1",
    "pthread_create": "(_, _, callback, escape) -> int or != 0; escape if return == 0",
    "png_destroy_read_struct": "(clear png_read?, clear png_info?, clear png_info?)",
    "png_destroy_write_struct": "(clear png_write?, clear png_info?)",
    "png_create_info_struct": "(_) -> new png_info or NULL",
    "luaL_ref": "(_, _) -> new lua_ref or < 0",
    "mysql_init": "(_) -> same 1 or NULL; new mysql if arg 1 == NULL",
    "BIO_new_fp": "(steal_ok FILE, _) -> new BIO or NULL; steal if arg 2 == BIO_CLOSE",
    "sqlite3_bind_text": "(_, _, steal, _, _) -> int or != 0; steal if arg 5 > 0",
    "PEM_read_bio_X509": "(_, _, _, _) -> ptr or NULL; new X509 if arg 2 == NULL",
    "PEM_read_X509": "(_, _, _, _) -> ptr or NULL; new X509 if arg 2 == NULL",
    "PEM_read_bio_PrivateKey":
        "(_, _, _, _) -> ptr or NULL; new EVP_PKEY if arg 2 == NULL",
    "PEM_read_PrivateKey":
        "(_, _, _, _) -> ptr or NULL; new EVP_PKEY if arg 2 == NULL",
    "xmlDocSetRootElement": "(_, steal xmlNode?) -> ptr",
    "uv_close": "(escape, callback)",
    "bufferevent_socket_new": "(_, escape, _) -> new bufferevent or NULL",
}
UNWANTED = {  # rows that would say too much
    "obstack_free": "frees a block of the obstack, not the obstack",
    "inotify_add_watch": "closing the descriptor drops all watches",
    "inotify_rm_watch": "goes with inotify_add_watch",
    "va_start": "holds no memory where memcheck runs",
    "va_copy": "holds no memory where memcheck runs",
    "va_end": "holds no memory where memcheck runs",
    "of_find_device_by_node": "released through a field, put_device(&pdev->dev)",
    "recvmsg": "delivers descriptors inside the message",
    "strdupa": "a macro over memory of the stack",
    "deflateInit": "a macro for deflateInit_",
    "inflateInit": "a macro for inflateInit_",
    "OPENSSL_malloc": "a macro for CRYPTO_malloc",
    "OPENSSL_free": "a macro for CRYPTO_free",
    "SSL_CTX_add_extra_chain_cert": "a macro for SSL_CTX_ctrl",
    "luaL_checkstring": "a macro for luaL_checklstring",
    "pthread_join": "threads are not followed",
    "pthread_detach": "threads are not followed",
    "dbus_connection_return_message": "gives back what was borrowed, not owned",
    "fdput": "an object inside a structure passed by value",
}

KINDS = {  # release function -> kind, where its name does not give a good one
    "free": "heap", "fclose": "FILE", "pclose": "pipe", "close": "fd",
    "closedir": "DIR", "munmap": "mapping", "shmdt": "shm", "dlclose": "dl_handle",
    "freeaddrinfo": "addrinfo", "freeifaddrs": "ifaddrs", "regfree": "regex",
    "if_freenameindex": "nameindex", "freelocale": "locale", "catclose": "catalog",
    "kfree": "kmem", "kvfree": "kvmem", "vfree": "vmem", "json_decref": "json",
    "json_object_put": "json_c", "cJSON_Delete": "cJSON", "CFRelease": "CFType",
    "PQfinish": "PGconn", "PQclear": "PGresult", "PQfreemem": "pgmem",
    "deflateEnd": "deflate_stream", "inflateEnd": "inflate_stream",
    "png_destroy_*_struct": "png_info", "xmlFreeNode": "xmlNode", "luaL_unref": "lua_ref",
    "png_destroy_read_struct": "png_read", "png_destroy_write_struct": "png_write",
}
SAME_RELEASE = {  # several functions end one kind
    "cfree": "free", "free_sized": "free", "free_aligned_sized": "free",
    "gzclose_r": "gzclose", "gzclose_w": "gzclose", "sqlite3_close_v2": "sqlite3_close",
    "kfree_sensitive": "kfree", "consume_skb": "kfree_skb",
    "pm_runtime_put_noidle": "pm_runtime_put", "BN_clear_free": "BN_free",
    "BIO_vfree": "BIO_free", "BIO_free_all": "BIO_free",
    "sd_bus_flush_close_unref": "sd_bus_unref", "pthread_detach": "pthread_join",
}
ENDINGS = re.compile(
    r"_?(free_all|freealldevs|freecode|free|unref|destroy|delete|close|cleanup|put|end|"
    r"finish|release|finalize|clear|done|exit|unlock|drop|Free|Destroy|End|clean)$")

EFFECTS = {
    "rel": "free", "rel_ok": "free_ok", "release": "release", "release_ok": "release_ok",
    "retain": "retain", "retain_ok": "retain_ok", "steal": "steal",
    "steal_ok": "steal_ok", "out_new": "out", "out_new_always": "out",
    "out_fd": "out", "out_fd2": "out", "out_new_late": "out_late",
    "out_new_deep": "out", "out_borrowed": "out_borrow", "inout_grow": "grow",
    "realloc_ok": "realloc", "acq": "init", "acq_always": "init", "acq_lock": "lock",
    "rel_lock": "unlock", "escape": "escape", "borrow": None, "-": None, "cb": "callback",
}
UNSAYABLE_EFFECTS = {
    "out_new_field": "the object lands in a field of the out parameter",
    "release_maybe": "a count only if the counter is one",
    "release_later": "released at the end of the pool",
    "becomes_owned": "gives the caller an object that it already points to",
    "init1": "sets a count to one",
}
UNSAYABLE_RETURNS = {
    "iter_macro": "a macro that leaves no call of that name",
    "managed": "a pattern, released with the device",
    "attr": "an attribute, no function",
    "new_struct": "an object inside a structure returned by value",
}


def kind_of(release):
    release = SAME_RELEASE.get(release, release)
    if release in KINDS:
        return KINDS[release]
    return ENDINGS.sub("", release) or release


def is_release(effect):
    return effect in ("rel", "rel_ok", "release", "release_ok")


def read_rows(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def parse_args(row):
    """The row's effects by argument, each as (word, accepts NULL)."""
    effects = {}
    if row["args"] == "-":
        return effects
    for part in row["args"].split(","):
        index, separator, word = part.partition("=")
        if not separator:
            raise ValueError("acts on no argument")
        word, is_null_fine = word.rstrip("?"), word.endswith("?")
        word = word.split(":")[0]
        if word in UNSAYABLE_EFFECTS:
            raise ValueError(UNSAYABLE_EFFECTS[word])
        if word not in EFFECTS:
            raise ValueError(f"unknown effect '{word}'")
        effects[int(index)] = (word, is_null_fine)
    return effects


def failure(text):
    if text in ("-", "never"):
        return ""
    text = re.sub(r"^\(.*?\)", "", text)
    match = re.match(r"(!=|<=|>=|<|>|==)(\S+)$", text)
    return f" or {match[1]} {match[2]}" if match else f" or {text}"


def result(row, kind):
    kinds = {"new": f"new {kind}", "new_fd": "new fd", "borrowed": "borrow heap",
             "borrowed_fd": "borrow fd from 1", "int": "int", "void": None,
             "noreturn": "never", "list": f"new {kind}", "null": "ptr", "ptr": "ptr"}
    returns, fail = row["return"], failure(row["fail"])
    if returns in kinds:
        text = kinds[returns]
    elif re.match(r"(ref|arg):\d+$", returns):
        word, number = returns.split(":")
        text = f"{'same' if word == 'ref' else 'move'} {int(number) + 1}"
    else:
        raise ValueError(UNSAYABLE_RETURNS.get(
            returns, f"the result '{returns}' needs the note: {row['notes']}"))
    return "" if text is None else f" -> {text}{fail}"


def parameter(word, is_null_fine, kind, is_in_place):
    effect = "done" if is_in_place and is_release(word) else EFFECTS[word]
    mark = "?" if is_null_fine else ""
    if effect is None:
        return "_" + mark
    if word == "out_fd2":
        return "out fd[2]"
    if effect in ("escape", "callback"):
        return effect + mark
    return f"{effect} {kind}{mark}"


def translate(row, kinds, in_place):
    """The row as a fact. Raises ValueError with the reason if the grammar cannot."""
    if row["function"] in UNWANTED:
        raise ValueError(UNWANTED[row["function"]])
    if "*" in row["function"]:
        raise ValueError("a pattern, not a function")
    release = re.split(r"[/+, ]", row["release"])[0]
    kind = kind_of(release) if release != "-" else "heap"
    if release != "-":
        kinds.setdefault(kind, set()).add(release)
    if row["function"] in NOTED:
        return NOTED[row["function"]]
    effects = parse_args(row)
    if release == "-" and any(is_release(word) for word, _ in effects.values()):
        release = row["function"]
        kind = kind_of(release)
        kinds.setdefault(kind, set()).add(release)
    params = ["_"] * (max(effects) + 1 if effects else 0)
    for index, (word, is_null_fine) in effects.items():
        params[index] = parameter(word, is_null_fine, kind, release in in_place)
    fact = (f"({', '.join(params)})" if effects else "") + result(row, kind)
    words = [word for word, _ in effects.values()]
    if "out_new_always" in words or "acq_always" in words or "inout_grow" in words:
        fact += "; keep on failure"
    if "out_new_deep" in words:
        fact += "; deep"
    if fact.strip() == "" or fact.startswith(" -> int") and not effects:
        raise ValueError("a plain call: nothing is acquired, kept or released")
    return fact.strip()


def counted(rows):
    """Kinds that are counted: kind -> (retain, release)."""
    found = {}
    for row in rows:
        if "=release" in row["args"] and "*" not in row["function"]:
            found.setdefault(kind_of(row["function"]), ["", row["function"]])
    for row in rows:
        if "=retain" in row["args"] and kind_of(row["release"]) in found:
            found[kind_of(row["release"])][0] = row["function"]
    return found


def write_pack(path, library, rows, facts, kinds, owners):
    headers = sorted({header for row in rows for header in row["headers"].split()},
                     key=" ".join(row["headers"] for row in rows).find)
    counts = counted(rows)
    with open(path, "w", encoding="utf-8") as file:
        quoted = ", ".join(f'"{h}"' if "*" in h else h for h in headers)
        file.write(f"version: 1\nlibrary: {library}\nheaders: [{quoted}]\n")
        own = [kind for kind in kinds if owners[kind] == library]
        if own:
            file.write("kinds:\n")
        for kind in own:
            release = sorted(kinds[kind])[0]
            noun = kind.replace("_", " ")
            if kind in counts:
                retain = counts[kind][0]
                inner = f"retain: {retain}, " if retain else ""
                body = f"counted: {{{inner}release: {counts[kind][1]}}}"
            else:
                body = f"release: {release}"
            file.write(f"  {kind}: {{noun: {noun}, {body}}}\n")
        file.write("functions:\n")
        width = max(len(name) for name in facts) + 1
        for name, fact in facts.items():
            file.write(f"  {name + ':':{width}} {fact}\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    table, folder = sys.argv[1:]
    libraries, left_out = {}, []
    rows = read_rows(table)
    in_place = {row["release"] for row in rows if "=acq" in row["args"]}
    for row in rows:
        library = FILES.get(row["family"], row["family"])
        for prefix, (name, header) in SPLIT.items():
            if row["function"].startswith(prefix):
                library, row["headers"] = name, header
        own_rows, facts, kinds = libraries.setdefault(library, ([], {}, {}))
        own_rows.append(row)
        try:
            facts[row["function"]] = translate(row, kinds, in_place)
        except ValueError as reason:
            left_out.append((row["family"], row["function"], row["return"], row["args"],
                             str(reason)))
    owners = {}
    for library, (_, _, kinds) in libraries.items():
        for kind in kinds:
            owners.setdefault(kind, library)
    os.makedirs(os.path.join(folder, "import"), exist_ok=True)
    for library, (rows, facts, kinds) in libraries.items():
        path = os.path.join(folder, f"{library}.yaml")
        if facts and not os.path.exists(path):
            write_pack(path, library, rows, facts, kinds, owners)
    with open(os.path.join(folder, "import", "left-out.tsv"), "w",
              encoding="utf-8") as file:
        file.write("family\tfunction\treturn\targs\treason\n")
        for row in left_out:
            file.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
