package com.nextgen.ml.service.http.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys as they stand in PEM files (RFC 7468). */
final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (?<kind>(?:RSA )?)PRIVATE KEY-----(?<base64>[A-Za-z0-9+/=\\s]+)-----END ");

  /** The integer 0 and the identifier of RSA: what PKCS #8 has before a key of PKCS #1. */
  private static final byte[] RSA_VERSION = {
    2,
    1,
    0,
    0x30,
    0x0d,
    6,
    9,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    1,
    1,
    1,
    5,
    0
  };

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;

  private PemFiles() {}

  /**
   * Reads certificates, the service's own first.
   *
   * @throws GeneralSecurityException if there is none, or one cannot be read
   */
  static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    List<X509Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("it has no certificate");
    }
    return certificates;
  }

  /**
   * Reads a private key that goes with a certificate.
   *
   * @throws GeneralSecurityException if there is none, or it is another's
   */
  static PrivateKey key(byte[] pem, Certificate certificate) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      throw new GeneralSecurityException(
          "it has no private key without a password; openssl pkcs8 -topk8 -nodes makes one");
    }
    byte[] bytes = Base64.getMimeDecoder().decode(matcher.group("base64"));
    byte[] pkcs8 = matcher.group("kind").isEmpty() ? bytes : wrapped(bytes);
    PublicKey owner = certificate.getPublicKey();
    PrivateKey key;
    try {
      key =
          KeyFactory.getInstance(owner.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (InvalidKeySpecException e) {
      throw new GeneralSecurityException("it has no key of the certificate's kind", e);
    }
    needPair(key, owner);
    return key;
  }

  private static void needPair(PrivateKey key, PublicKey owner) throws GeneralSecurityException {
    String algorithm =
        switch (owner.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> owner.getAlgorithm(); // EdDSA is both
        };
    byte[] words = "a pair".getBytes(StandardCharsets.US_ASCII);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(words);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(owner);
    verifier.update(words);
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    inside.writeBytes(RSA_VERSION);
    element(inside, OCTETS, pkcs1);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    element(whole, SEQUENCE, inside.toByteArray());
    return whole.toByteArray();
  }

  /** Writes a type, a length of two bytes and the contents, as DER has them from 256 bytes on. */
  private static void element(ByteArrayOutputStream out, int type, byte[] contents) {
    out.write(type);
    out.write(0x82);
    out.write(contents.length >>> 8);
    out.write(contents.length);
    out.writeBytes(contents);
  }
}
