// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/certificate.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
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

// Without names: an authority. Without an issuer: signed by itself.
Certificate certify(EVP_PKEY *key, const char *commonName, const char *names, X509 *issuer, EVP_PKEY *issuerKey)
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
    if (names) {
        good = good && (!issuer || extend(x509, by, NID_authority_key_identifier, "keyid"))
            && extend(x509, by, NID_basic_constraints, "critical,CA:FALSE")
            && extend(x509, by, NID_key_usage, "critical,digitalSignature")
            && extend(x509, by, NID_ext_key_usage, "serverAuth") && extend(x509, by, NID_subject_alt_name, names);
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

QByteArray pem(EVP_PKEY *key)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return contents(memory.get());
}

QByteArray fingerprintOf(X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &size); // of the DER
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(size)).toHex();
}

tl::unexpected<Error> noCertificate()
{
    ERR_clear_error();
    return tl::unexpected(
        Error{.fault = Fault::Storage, .detail = u"OpenSSL could not make a certificate for the loopback door"_s});
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
    const KeyPair caKey(EVP_EC_gen("P-256"));
    const KeyPair serverKey(EVP_EC_gen("P-256"));
    if (!caKey || !serverKey)
        return noCertificate();
    const Certificate ca = certify(caKey.get(), "Claviger simulation CA", nullptr, nullptr, caKey.get());
    if (!ca)
        return noCertificate();
    const Certificate server =
        certify(serverKey.get(), "127.0.0.1", "IP:127.0.0.1,IP:::1,DNS:localhost", ca.get(), caKey.get());
    if (!server)
        return noCertificate();
    return ServerIdentity{.caPem = pem(ca.get()),
                          .chainPem = pem(server.get()) + pem(ca.get()),
                          .keyPem = pem(serverKey.get()),
                          .fingerprint = fingerprintOf(server.get())};
}

Result<ServerIdentity> makeManagerIdentity()
{
    const KeyPair key(EVP_EC_gen("P-256"));
    if (!key)
        return noCertificate();
    const Certificate certificate = certify(key.get(), "192.0.2.11", "IP:192.0.2.11", nullptr, key.get());
    if (!certificate)
        return noCertificate();
    return ServerIdentity{.caPem = pem(certificate.get()),
                          .chainPem = pem(certificate.get()),
                          .keyPem = pem(key.get()),
                          .fingerprint = fingerprintOf(certificate.get())};
}

} // namespace claviger::sim
