package com.vicsee.contract.cli;

import com.vicsee.contract.http.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the options of a connection. */
final class Connections {

  private static final Pattern PROXY = Pattern.compile("(?:http://)?(\\[[0-9A-Fa-f:]+\\]|[^:/\\s]+):(\\d{1,5})/?");
  private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x21-\\x7E](?:[\\x20-\\x7E\\t]*[\\x21-\\x7E])?)");

  private Connections() {}

  /**
   * A connection by the options.
   *
   * @param problem makes the exception for an invalid option
   */
  static Connection of(Duration patience, @Nullable String proxy, @Nullable Path authority, List<String> headers, Function<String, RuntimeException> problem) {
    InetSocketAddress address = null;
    if (proxy != null) {
      Matcher matcher = PROXY.matcher(proxy);
      if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
        throw problem.apply("Invalid value for option '--proxy': it must be HOST:PORT");
      }
      address = InetSocketAddress.createUnresolved(matcher.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(matcher.group(2)));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String header : headers) {
      Matcher matcher = HEADER.matcher(header);
      if (!matcher.matches()) {
        throw problem.apply("Invalid value for option '--header': it must be 'Name: value'");
      }
      fields.put(matcher.group(1), matcher.group(2));
    }
    return new Connection(patience, address, authority == null ? null : trusting(authority, problem), fields);
  }

  /** Trusts the authorities of a file, and no others. */
  private static SSLContext trusting(Path file, Function<String, RuntimeException> problem) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, certificate);
      }
      if (count == 0) {
        throw problem.apply("Invalid value for option '--ca': " + file + " has no certificate");
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw problem.apply("Invalid value for option '--ca': " + file + " cannot be read");
    } catch (GeneralSecurityException e) {
      throw problem.apply("Invalid value for option '--ca': " + file + " is not a certificate in PEM");
    }
  }
}
