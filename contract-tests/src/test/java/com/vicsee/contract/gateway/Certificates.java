package com.vicsee.contract.gateway;

import com.vicsee.contract.http.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of `localhost`, signed by itself, as PEM files.
 *
 * @param certificate the file of the certificate
 * @param key the file of its private key
 * @param both the file of both
 */
record Certificates(Path certificate, Path key, Path both) {

  private static final String SECRET = "changeit";

  /** Makes one in a folder. */
  static Certificates make(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("server.p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", "server", "-keyalg", "EC",
        "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", SECRET)
        .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
    }
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, SECRET.toCharArray());
      String certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
      String key = pem("PRIVATE KEY", keys.getKey("server", SECRET.toCharArray()).getEncoded());
      return new Certificates(Files.writeString(folder.resolve("server.crt"), certificate), Files.writeString(folder.resolve("server.key"), key),
          Files.writeString(folder.resolve("server.pem"), certificate + key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key store that keytool has written cannot be read", e);
    }
  }

  /** The context of a server that has it. */
  SSLContext server() throws IOException {
    try (InputStream in = Files.newInputStream(store())) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, SECRET.toCharArray());
      KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, SECRET.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(store() + " cannot be read", e);
    }
  }

  private Path store() {
    return certificate.resolveSibling("server.p12");
  }

  /** A connection that trusts it. */
  Connection trusted() throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("server", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return new Connection(Duration.ofMinutes(2), null, context, Map.of());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(certificate + " cannot be read", e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type + "-----\n";
  }
}
