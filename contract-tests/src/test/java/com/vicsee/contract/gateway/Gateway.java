package com.vicsee.contract.gateway;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The gateways of Debian, with their stock configuration but for the port, the certificate, compression, and the server behind, which they tell the
 * address, the scheme and the port of the caller.
 */
enum Gateway {
  NGINX("nginx") {
    @Override
    List<Program> programs(Plan plan) throws IOException {
      String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").map(t -> t + "_temp_path " + plan.folder().resolve(t) + ";\n")
          .reduce("", String::concat);
      return List.of(plan.program("nginx", "-p", plan.folder().toString(), "-c", plan.write("nginx.conf", """
          daemon off; user root; pid %1$s/nginx.pid; error_log %1$s/error.log;
          events {}
          http {
            access_log off; %2$s
            %3$s
            server {
              listen 127.0.0.1:%4$d ssl%5$s; server_name localhost;
              ssl_certificate %6$s; ssl_certificate_key %7$s;
              location / {
                proxy_pass http://127.0.0.1:%8$d; proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto https; proxy_set_header X-Forwarded-Port %4$d;
              }
            }
          }
          """.formatted(plan.folder(), temporary, plan.compressed() ? "gzip on; gzip_proxied any; gzip_types application/json;" : "", plan.port(),
          plan.http2() ? " http2" : "", plan.certificates().certificate(), plan.certificates().key(), plan.upstream()))));
    }
  },
  HAPROXY("haproxy") {
    @Override
    List<Program> programs(Plan plan) throws IOException {
      return List.of(plan.program("haproxy", "-db", "-f", plan.write("haproxy.cfg", """
          defaults
            mode http
            timeout connect 5s
            timeout client 50s
            timeout server 50s
            option forwardfor
            %s
          frontend api
            bind 127.0.0.1:%d ssl crt %s alpn %s
            http-request set-header X-Forwarded-Proto https
            http-request set-header X-Forwarded-Port %2$d
            default_backend sandbox
          backend sandbox
            server sandbox 127.0.0.1:%d
          """.formatted(plan.compressed() ? "compression algo gzip\n  compression type application/json" : "", plan.port(), plan.certificates().both(),
          plan.alpn(), plan.upstream()))));
    }
  },
  CADDY("caddy") {
    @Override
    List<Program> programs(Plan plan) throws IOException {
      return List.of(plan.program("caddy", "run", "--adapter", "caddyfile", "--config", plan.write("Caddyfile", """
          {
            admin off
            auto_https off
            servers {
              protocols %s
            }
          }
          https://localhost:%d {
            bind 127.0.0.1
            tls %s %s
            %s
            reverse_proxy 127.0.0.1:%d {
              header_up X-Forwarded-Port %2$d
            }
          }
          """.formatted(plan.http2() ? "h1 h2" : "h1", plan.port(), plan.certificates().certificate(), plan.certificates().key(), plan.compressed() ? "encode gzip" : "",
          plan.upstream()))));
    }
  },
  APACHE("apache2") {
    @Override
    List<Program> programs(Plan plan) throws IOException {
      String modules = Stream.of("mpm_event", "authz_core", "headers", "filter", "deflate", "proxy", "proxy_http", "ssl", "http2")
          .map(m -> "LoadModule " + m + "_module /usr/lib/apache2/modules/mod_" + m + ".so\n").reduce("", String::concat);
      return List.of(plan.program("apache2", "-D", "FOREGROUND", "-f", plan.write("apache.conf", """
          ServerName localhost
          ServerRoot %1$s
          DefaultRuntimeDir %1$s
          PidFile %1$s/apache.pid
          ErrorLog %1$s/error.log
          User www-data
          Group www-data
          %2$s
          Listen 127.0.0.1:%3$d
          Protocols %4$s
          %5$s
          <VirtualHost 127.0.0.1:%3$d>
            SSLEngine on
            SSLCertificateFile %6$s
            SSLCertificateKeyFile %7$s
            RequestHeader set X-Forwarded-Proto https
            RequestHeader set X-Forwarded-Port %3$d
            ProxyPreserveHost On
            ProxyPass / http://127.0.0.1:%8$d/
          </VirtualHost>
          """.formatted(plan.folder(), modules, plan.port(), plan.http2() ? "h2 http/1.1" : "http/1.1",
          plan.compressed() ? "AddOutputFilterByType DEFLATE application/json" : "", plan.certificates().certificate(), plan.certificates().key(), plan.upstream()))));
    }
  },
  /** Behind HAProxy, which ends TLS for it and passes the bytes on, since Varnish leaves that to others. */
  VARNISH("varnishd", "haproxy") {
    @Override
    List<Program> programs(Plan plan) throws IOException {
      int inner = freePort();
      Program varnish = new Program("varnishd", inner, List.of("-F", "-j", "none", "-n", plan.folder().resolve("varnish").toString(), "-s", "malloc,64m",
          "-p", "feature=" + (plan.http2() ? '+' : '-') + "http2", "-a", "127.0.0.1:" + inner + ",PROXY", "-f", plan.write("default.vcl", """
              vcl 4.1;
              backend default { .host = "127.0.0.1"; .port = "%d"; }
              sub vcl_recv { set req.http.X-Forwarded-Proto = "https"; set req.http.X-Forwarded-Port = "%d"; }
              %s
              """.formatted(plan.upstream(), plan.port(), plan.compressed() ? "sub vcl_backend_response { set beresp.do_gzip = true; }" : ""))));
      return List.of(varnish, plan.program("haproxy", "-db", "-f", plan.write("haproxy.cfg", """
          defaults
            mode tcp
            timeout connect 5s
            timeout client 50s
            timeout server 50s
          frontend api
            bind 127.0.0.1:%d ssl crt %s alpn %s
            default_backend varnish
          backend varnish
            server varnish 127.0.0.1:%d send-proxy-v2
          """.formatted(plan.port(), plan.certificates().both(), plan.alpn(), inner))));
    }
  };

  private static final Duration START = Duration.ofSeconds(120);

  private final List<String> needed;

  Gateway(String... needed) {
    this.needed = List.of(needed);
  }

  /**
   * What a gateway is configured with.
   *
   * @param upstream the port of the server behind it
   */
  record Plan(Path folder, int port, int upstream, Certificates certificates, boolean http2, boolean compressed) {

    private String write(String name, String text) throws IOException {
      return Files.writeString(folder.resolve(name), text).toString();
    }

    private Program program(String name, String... arguments) {
      return new Program(name, port, List.of(arguments));
    }

    private String alpn() {
      return http2 ? "h2,http/1.1" : "http/1.1";
    }
  }

  /** A program that listens on a port. */
  record Program(String name, int port, List<String> arguments) {}

  /** Writes the configuration, and returns the programs in the order in which they start. */
  abstract List<Program> programs(Plan plan) throws IOException;

  /** Whether it is installed. */
  boolean isInstalled() {
    return needed.stream().allMatch(program -> find(program).isPresent());
  }

  private static Optional<Path> find(String program) {
    return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
        .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
  }

  /** A gateway that runs, with all its programs. */
  static final class Running implements AutoCloseable {
    private final Gateway gateway;
    private final List<Process> processes = new ArrayList<>();

    private Running(Gateway gateway) {
      this.gateway = gateway;
    }

    @Override
    public String toString() {
      return gateway.toString();
    }

    @Override
    public void close() {
      Collections.reverse(processes);
      processes.forEach(Gateway::stop);
    }
  }

  /** Runs the gateway, and waits until it listens. */
  Running run(Plan plan) throws IOException, InterruptedException {
    Running running = new Running(this);
    Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    for (Program program : programs(plan)) {
      List<String> command = Stream.concat(Stream.of(find(program.name()).orElseThrow().toString()), program.arguments().stream()).toList();
      Path log = plan.folder().resolve(program.name() + ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(Map.of("XDG_DATA_HOME", plan.folder().toString(), "XDG_CONFIG_HOME", plan.folder().toString()));
      Process process = builder.start();
      running.processes.add(process);
      Instant deadline = Instant.now().plus(START);
      while (!listens(program.port())) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
          running.close();
          throw new IllegalStateException(program.name() + " did not start: " + Files.readString(log));
        }
      }
    }
    return running;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends a program with its workers. */
  private static void stop(Process process) {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    workers.forEach(ProcessHandle::destroyForcibly);
  }

  /** A port that is free at the moment; a gateway cannot choose one itself. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
