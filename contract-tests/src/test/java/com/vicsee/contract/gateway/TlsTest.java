package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.suite.CannotRun;
import com.vicsee.contract.suite.Progress;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over TLS. */
class TlsTest {

  @TempDir
  private Path folder;

  private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
  private Certificates certificates;
  private HttpsServer server;
  private String url;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    certificates = Certificates.make(folder);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
    server.createContext("/", exchange -> {
      clients.add(exchange.getRemoteAddress());
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    server.start();
    url = "https://localhost:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void send_hundredRequests_needsTwoConnections() throws IOException {
    HttpTarget target = new HttpTarget("server", url, certificates.trusted());

    for (int i = 0; i < 100; i++) {
      assertThat(target.send(new ApiRequest("GET", url + "/" + i, Map.of(), new byte[0])).status()).isEqualTo(204);
    }

    assertThat(clients).hasSize(2);
  }

  @Test
  void run_certificateThatIsNotTrusted_saysWhatToDo() {
    Suite suite = Suite.of(Suite.builtInContract());

    assertThatThrownBy(() -> suite.run(new HttpTarget("server", url), Settings.of("sk-any"), Progress.none())).isInstanceOf(CannotRun.class)
        .hasMessageStartingWith("The certificate of " + url + " is not trusted").hasMessageEndingWith("name the file of its authority with --ca FILE.");
  }
}
