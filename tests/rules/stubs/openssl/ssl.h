// What tests/rules/openssl.c needs of OpenSSL.
#ifndef STUB_OPENSSL_SSL_H
#define STUB_OPENSSL_SSL_H
#pragma GCC system_header

#include <stddef.h>
#include <stdio.h>

typedef struct bio_st BIO;
typedef struct bignum_st BIGNUM;
typedef struct evp_md_st EVP_MD;
typedef struct evp_md_ctx_st EVP_MD_CTX;
typedef struct evp_pkey_st EVP_PKEY;
typedef struct rsa_st RSA;
typedef struct x509_st X509;
typedef struct ssl_st SSL;
typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_session_st SSL_SESSION;
typedef int pem_password_cb(char *buffer, int size, int rwflag, void *userdata);
#define BIO_NOCLOSE 0
#define BIO_CLOSE 1
#define OPENSSL_malloc(size) CRYPTO_malloc((size), __FILE__, __LINE__)
#define OPENSSL_free(block) CRYPTO_free((block), __FILE__, __LINE__)

void *CRYPTO_malloc(size_t size, const char *file, int line);
void CRYPTO_free(void *block, const char *file, int line);
EVP_MD_CTX *EVP_MD_CTX_new(void);
void EVP_MD_CTX_free(EVP_MD_CTX *context);
int EVP_DigestInit_ex(EVP_MD_CTX *context, const EVP_MD *type, void *engine);
BIO *BIO_new_file(const char *path, const char *mode);
BIO *BIO_new_fp(FILE *stream, int close_flag);
BIO *BIO_new_mem_buf(const void *buffer, int length);
BIO *BIO_push(BIO *chain, BIO *next);
int BIO_free(BIO *bio);
void BIO_free_all(BIO *bio);
int BIO_read(BIO *bio, void *buffer, int length);
BIGNUM *BN_new(void);
BIGNUM *BN_dup(const BIGNUM *number);
void BN_free(BIGNUM *number);
RSA *RSA_new(void);
void RSA_free(RSA *rsa);
int RSA_set0_key(RSA *rsa, BIGNUM *n, BIGNUM *e, BIGNUM *d);
EVP_PKEY *EVP_PKEY_new(void);
void EVP_PKEY_free(EVP_PKEY *key);
int EVP_PKEY_up_ref(EVP_PKEY *key);
X509 *PEM_read_bio_X509(BIO *bio, X509 **old, pem_password_cb *callback,
                        void *argument);
void X509_free(X509 *certificate);
EVP_PKEY *X509_get_pubkey(X509 *certificate);
EVP_PKEY *X509_get0_pubkey(const X509 *certificate);
SSL *SSL_new(SSL_CTX *context);
void SSL_free(SSL *connection);
long SSL_CTX_ctrl(SSL_CTX *context, int command, long number, void *argument);
#define SSL_CTX_add0_chain_cert(context, certificate)                                  \
  SSL_CTX_ctrl((context), 89, 0, (char *)(certificate))
int SSL_connect(SSL *connection);
void SSL_set_bio(SSL *connection, BIO *read_bio, BIO *write_bio);
SSL_SESSION *SSL_get1_session(SSL *connection);
SSL_SESSION *SSL_get_session(const SSL *connection);
void SSL_SESSION_free(SSL_SESSION *session);
long SSL_SESSION_get_time(const SSL_SESSION *session);
int EVP_PKEY_get_bits(const EVP_PKEY *key);

typedef struct ocsp_certid_st OCSP_CERTID;
typedef struct ocsp_one_request_st OCSP_ONEREQ;
OCSP_CERTID *OCSP_CERTID_new(void);
void OCSP_CERTID_free(OCSP_CERTID *id);
int OCSP_ONEREQ_set0_id(OCSP_ONEREQ *request, OCSP_CERTID *id);
OCSP_CERTID *OCSP_ONEREQ_get0_id(OCSP_ONEREQ *request);

#endif
