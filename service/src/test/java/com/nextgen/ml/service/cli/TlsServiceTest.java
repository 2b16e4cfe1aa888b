package com.nextgen.ml.service.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.access.token.FileTokens;
import com.nextgen.ml.service.app.AccessSettings;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.app.TlsSettings;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.http.tls.Certificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service over TLS, with certificates that are made here. */
@Timeout(120)
@Tag("slow")
class TlsServiceTest {
  private static final char[] PASSWORD = "password".toCharArray();
  private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, new byte[] {'\n'});

  @TempDir Path folder;
  private Path cert;
  private Path key;
  private Path registry;

  @BeforeEach
  void prepare() throws Exception {
    cert = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    registry = Files.createDirectory(folder.resolve("registry"));
  }

  private KeyStore make(String name, String algorithm) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keyalg",
                algorithm,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + MIME.encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private void writeCertificate(Path file, KeyStore of) throws Exception {
    Files.writeString(file, pem("CERTIFICATE", of.getCertificate("it").getEncoded()));
  }

  private void writeKey(KeyStore of) throws Exception {
    Files.writeString(key, pem("PRIVATE KEY", of.getKey("it", PASSWORD).getEncoded()));
  }

  private RunningService start(@Nullable Path clients) throws StartException {
    return RunningService.start(
        new TlsSettings(cert, key, clients).in(ServiceSettings.of(registry, "127.0.0.1", 0)));
  }

  /** Asks over TLS, trusting one certificate; returns the answer and whose certificate came. */
  private static String ask(String address, KeyStore trusted, @Nullable KeyStore own)
      throws Exception {
    return ask(address, "/v2/health/live", trusted, own);
  }

  private static String ask(String address, String path, KeyStore trusted, @Nullable KeyStore own)
      throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("it", trusted.getCertificate("it"));
    TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
    trusting.init(trust);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, own == null ? null : PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusting.getTrustManagers(), null);
    URI uri = URI.create(address);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      X509Certificate peer = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return peer.getSubjectX500Principal().getName() + " " + answer;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void speaksTlsAndNothingElse(String algorithm) throws Exception {
    KeyStore mine = make("mine", algorithm);
    writeCertificate(cert, mine);
    writeKey(mine);
    try (RunningService service = start(null)) {
      assertThat(service.address()).startsWith("https://127.0.0.1:");
      assertThat(ask(service.address(), mine, null)).startsWith("CN=mine HTTP/1.1 200 ");
      String plain = service.address().replace("https", "http") + "/v2/health/live";
      assertThatThrownBy(() -> URI.create(plain).toURL().openStream().close())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void cookiesAreForTlsAlone() throws Exception {
    KeyStore mine = make("mine", "EC");
    writeCertificate(cert, mine);
    writeKey(mine);
    String token = "0123456789abcdefghijklmnopqrstuvwxyzABCDE";
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, FileTokens.line("anna", token, List.of("read")));
    ServiceSettings settings =
        new AccessSettings(tokens, null).in(ServiceSettings.of(registry, "127.0.0.1", 0));
    try (RunningService service =
        RunningService.start(new TlsSettings(cert, key, null).in(settings))) {
      assertThat(ask(service.address(), "/login", mine, null))
          .contains("HTTP/1.1 200 ")
          .containsPattern("(?i)set-cookie: ml-service-form=[0-9a-f]+;.*; secure");
    }
  }

  @Test
  void takesKeysOfTheOlderForm() throws Exception {
    KeyStore mine = make("mine", "RSA");
    writeCertificate(cert, mine);
    byte[] pkcs8 = mine.getKey("it", PASSWORD).getEncoded();
    // What is inside: a sequence's head, the version, the algorithm and the octets' head before it.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    Files.writeString(key, pem("RSA PRIVATE KEY", pkcs1));
    assertThat(Certificates.of(cert, key, null).reload()).isTrue();
  }

  @Test
  void newConnectionsGetARenewedCertificate() throws Exception {
    KeyStore old = make("old", "EC");
    KeyStore renewed = make("renewed", "EC");
    writeCertificate(cert, old);
    writeKey(old);
    try (RunningService service = start(null)) {
      assertThat(ask(service.address(), old, null)).startsWith("CN=old ");
      writeCertificate(cert, renewed);
      writeKey(renewed);
      String subject = "";
      while (!subject.startsWith("CN=renewed ")) { // read again in seconds
        try {
          subject = ask(service.address(), renewed, null);
        } catch (IOException e) {
          Thread.sleep(100); // the old one still, which is not trusted
        }
      }
      assertThatThrownBy(() -> ask(service.address(), old, null)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void halfOfARenewedPairLeavesTheOneOfBefore() throws Exception {
    KeyStore old = make("old", "EC");
    writeCertificate(cert, old);
    writeKey(old);
    Certificates certificates = Certificates.of(cert, key, null);
    writeCertificate(cert, make("renewed", "EC"));
    assertThat(certificates.reload()).isFalse();
    Files.writeString(cert, "nothing");
    assertThat(certificates.reload()).isFalse();
    Files.delete(cert);
    assertThat(certificates.reload()).isFalse();
    writeCertificate(cert, old);
    assertThat(certificates.reload()).isTrue();
  }

  @Test
  void whereClientsNeedACertificateOthersGetNoAnswer() throws Exception {
    KeyStore mine = make("mine", "EC");
    KeyStore client = make("client", "EC");
    KeyStore stranger = make("stranger", "EC");
    writeCertificate(cert, mine);
    writeKey(mine);
    Path clients = folder.resolve("clients.crt");
    writeCertificate(clients, client);
    try (RunningService service = start(clients)) {
      assertThat(ask(service.address(), mine, client)).contains("HTTP/1.1 200 ");
      assertThatThrownBy(() -> ask(service.address(), mine, null)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ask(service.address(), mine, stranger))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aKeyOfAnotherCertificateIsNoStart() throws Exception {
    writeCertificate(cert, make("mine", "EC"));
    writeKey(make("other", "EC"));
    assertThatThrownBy(() -> start(null))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("not the certificate's");
    Files.writeString(key, "nothing");
    assertThatThrownBy(() -> start(null)).hasMessageContaining("no private key");
  }

  @Test
  void oneFileWithoutTheOtherIsWrongUse() {
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new String[] {"serve", "--store=none", "--tls-cert=x"},
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true));
    assertThat(status).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("--tls-key");
  }
}
