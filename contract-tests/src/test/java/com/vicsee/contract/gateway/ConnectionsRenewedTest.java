package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.HttpTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that carry several requests. */
@Timeout(60)
class ConnectionsRenewedTest {

  @Test
  void send_hundredRequestsOverTls_needsTwoConnections(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.make(folder);
    Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
    server.createContext("/", exchange -> {
      clients.add(exchange.getRemoteAddress());
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    server.start();
    try {
      String url = "https://localhost:" + server.getAddress().getPort();
      HttpTarget target = new HttpTarget("server", url, certificates.trusted());
      for (int i = 0; i < 100; i++) {
        assertThat(target.send(new ApiRequest("GET", url + "/" + i, Map.of(), new byte[0])).status()).isEqualTo(204);
      }
    } finally {
      server.stop(0);
    }
    assertThat(clients).hasSize(2);
  }
}
