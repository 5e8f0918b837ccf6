// rules/openssl.yaml: contexts, keys, certificates, BIOs.
#include <openssl/ssl.h>

int digest_bad(const EVP_MD *type)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context == NULL)
    return 0;
  if (!EVP_DigestInit_ex(context, type, NULL))
    return 0; // expect: leak
  EVP_MD_CTX_free(context);
  return 1;
}

int digest_ok(const EVP_MD *type)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int result = context != NULL && EVP_DigestInit_ex(context, type, NULL);
  EVP_MD_CTX_free(context);
  return result;
}

int freed_twice_bad(const EVP_MD *type)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context == NULL)
    return 0;
  if (!EVP_DigestInit_ex(context, type, NULL))
    EVP_MD_CTX_free(context);
  EVP_MD_CTX_free(context); // expect: double release
  return 1;
}

int macro_over_crypto_malloc_bad(int n)
{
  char *block = OPENSSL_malloc(10);
  if (block == NULL)
    return -1;
  block[0] = (char)n;
  return block[0]; // expect: leak
}

int macro_over_crypto_malloc_ok(int n)
{
  char *block = OPENSSL_malloc(10);
  if (block == NULL)
    return -1;
  block[0] = (char)n;
  OPENSSL_free(block);
  return n;
}

X509 *certificate_read_bad(const char *path)
{
  BIO *bio = BIO_new_file(path, "r");
  if (bio == NULL)
    return NULL;
  return PEM_read_bio_X509(bio, NULL, NULL, NULL); // expect: leak
}

X509 *certificate_read_ok(const char *path)
{
  BIO *bio = BIO_new_file(path, "r");
  if (bio == NULL)
    return NULL;
  X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
  BIO_free(bio);
  return certificate;
}

int certificate_is_new_without_an_old_one_bad(BIO *bio)
{
  X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
  if (certificate == NULL)
    return -1;
  return EVP_PKEY_get_bits(X509_get0_pubkey(certificate)); // expect: leak
}

int get0_is_borrowed_ok(X509 *certificate)
{
  return EVP_PKEY_get_bits(X509_get0_pubkey(certificate));
}

int get1_is_new_bad(X509 *certificate)
{
  EVP_PKEY *key = X509_get_pubkey(certificate);
  if (key == NULL)
    return -1;
  return EVP_PKEY_get_bits(key); // expect: leak
}

int get1_is_new_ok(X509 *certificate)
{
  EVP_PKEY *key = X509_get_pubkey(certificate);
  int bits = EVP_PKEY_get_bits(key);
  EVP_PKEY_free(key);
  return bits;
}

int up_ref_adds_one_ok(EVP_PKEY **keep, X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey(certificate);
  if (!EVP_PKEY_up_ref(key))
    return 0;
  *keep = key;
  return 1;
}

int set0_takes_on_success_bad(RSA *rsa)
{
  BIGNUM *n = BN_new();
  if (n == NULL)
    return 0;
  if (!RSA_set0_key(rsa, n, NULL, NULL))
    return 0; // expect: leak
  return 1;
}

int set0_takes_on_success_ok(RSA *rsa)
{
  BIGNUM *n = BN_new();
  if (!RSA_set0_key(rsa, n, NULL, NULL)) {
    BN_free(n);
    return 0;
  }
  return 1;
}

int stream_taken_with_close_ok(const char *path)
{
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return 0;
  BIO *bio = BIO_new_fp(file, BIO_CLOSE);
  if (bio == NULL) {
    fclose(file);
    return 0;
  }
  BIO_free(bio);
  return 1;
}

int stream_borrowed_without_close_bad(const char *path)
{
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return 0;
  BIO *bio = BIO_new_fp(file, BIO_NOCLOSE);
  BIO_free(bio);
  return 1; // expect: leak
}

int one_bio_for_both_ways_ok(SSL *connection, const char *path)
{
  BIO *bio = BIO_new_file(path, "r");
  if (bio == NULL)
    return 0;
  SSL_set_bio(connection, bio, bio);
  return SSL_connect(connection);
}

int chain_is_freed_whole_ok(const char *path, const void *bytes)
{
  BIO *memory = BIO_new_mem_buf(bytes, 10);
  BIO *file = BIO_new_file(path, "r");
  if (memory == NULL || file == NULL) {
    BIO_free(memory);
    BIO_free(file);
    return 0;
  }
  BIO_push(file, memory);
  BIO_free_all(file);
  return 1;
}

long session_bad(SSL *connection)
{
  SSL_SESSION *session = SSL_get1_session(connection);
  if (session == NULL)
    return 0;
  return SSL_SESSION_get_time(session); // expect: leak
}

long session_ok(const SSL *connection)
{
  return SSL_SESSION_get_time(SSL_get_session(connection));
}

// No fact of its own: the family of the names tells.
int by_name_bad(int how)
{
  OCSP_CERTID *id = OCSP_CERTID_new();
  if (id == NULL || how < 0)
    return 0; // expect: leak
  OCSP_CERTID_free(id);
  return 1;
}

int by_name_ok(OCSP_ONEREQ *request)
{
  OCSP_CERTID *id = OCSP_CERTID_new();
  if (id == NULL)
    return 0;
  if (request == NULL) {
    OCSP_CERTID_free(id);
    return 0;
  }
  return OCSP_ONEREQ_set0_id(request, id);
}

void freed_twice_by_name_bad(OCSP_CERTID *id)
{
  OCSP_CERTID_free(id);
  OCSP_CERTID_free(id); // expect: double release
}

int borrowed_by_name_ok(OCSP_ONEREQ *request)
{
  return OCSP_ONEREQ_get0_id(request) != NULL;
}

int chain_takes_ok(SSL_CTX *context, BIO *bio)
{
  X509 *certificate;
  while ((certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL)
    if (!SSL_CTX_add0_chain_cert(context, certificate)) {
      X509_free(certificate);
      return 0;
    }
  return 1;
}

int chain_fails_bad(SSL_CTX *context, BIO *bio)
{
  X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
  if (certificate == NULL)
    return 1;
  if (!SSL_CTX_add0_chain_cert(context, certificate))
    return 0; // expect: leak
  return 1;
}
