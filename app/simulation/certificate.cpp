// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/certificate.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

template <auto Free>
struct FreeWith
{
    template <typename T>
    void operator()(T *thing) const
    {
        Free(thing);
    }
};
using KeyPair = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using Memory = std::unique_ptr<BIO, FreeWith<BIO_free>>;

bool extend(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

// Without an issuer: signed by itself, an authority.
Certificate certify(EVP_PKEY *key, const char *commonName, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate certificate(X509_new());
    if (!certificate)
        return {};
    X509 *x509 = certificate.get();
    X509_set_version(x509, 2);
    unsigned char serial[16];
    RAND_bytes(serial, sizeof serial);
    serial[0] &= 0x7f;
    BIGNUM *number = BN_bin2bn(serial, sizeof serial, nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509));
    BN_free(number);
    X509_gmtime_adj(X509_getm_notBefore(x509), -24L * 3600);
    X509_gmtime_adj(X509_getm_notAfter(x509), 365L * 24 * 3600);
    X509_set_pubkey(x509, key);
    X509_NAME *name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "O", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("Claviger simulation"),
                               -1, -1, 0);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(commonName), -1, -1,
                               0);
    X509 *by = issuer ? issuer : x509;
    X509_set_issuer_name(x509, X509_get_subject_name(by));
    bool good = extend(x509, by, NID_subject_key_identifier, "hash");
    if (issuer) {
        good = good && extend(x509, by, NID_authority_key_identifier, "keyid")
            && extend(x509, by, NID_basic_constraints, "critical,CA:FALSE")
            && extend(x509, by, NID_key_usage, "critical,digitalSignature")
            && extend(x509, by, NID_ext_key_usage, "serverAuth")
            && extend(x509, by, NID_subject_alt_name, "IP:127.0.0.1,IP:::1,DNS:localhost");
    } else {
        good = good && extend(x509, by, NID_basic_constraints, "critical,CA:TRUE")
            && extend(x509, by, NID_key_usage, "critical,keyCertSign,cRLSign");
    }
    if (!good || X509_sign(x509, issuerKey, EVP_sha256()) == 0)
        return {};
    return certificate;
}

QByteArray contents(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return QByteArray(data, size);
}

QByteArray pem(X509 *certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate);
    return contents(memory.get());
}

} // namespace

Result<ServerIdentity> makeServerIdentity()
{
    const auto failed = [] {
        ERR_clear_error();
        return tl::unexpected(
            Error{.fault = Fault::Storage, .detail = u"OpenSSL could not make a certificate for the loopback door"_s});
    };
    const KeyPair caKey(EVP_EC_gen("P-256"));
    const KeyPair serverKey(EVP_EC_gen("P-256"));
    if (!caKey || !serverKey)
        return failed();
    const Certificate ca = certify(caKey.get(), "Claviger simulation CA", nullptr, caKey.get());
    if (!ca)
        return failed();
    const Certificate server = certify(serverKey.get(), "127.0.0.1", ca.get(), caKey.get());
    if (!server)
        return failed();
    const Memory key(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(key.get(), serverKey.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return ServerIdentity{
        .caPem = pem(ca.get()), .chainPem = pem(server.get()) + pem(ca.get()), .keyPem = contents(key.get())};
}

} // namespace claviger::sim
