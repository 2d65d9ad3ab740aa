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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The gateways of Debian, with their stock configuration but for the port, the certificate, the server behind and compression. */
enum Gateway {
  NGINX("nginx") {
    @Override
    List<String> start(Plan plan) throws IOException {
      String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").map(t -> t + "_temp_path " + plan.folder().resolve(t) + ";\n")
          .reduce("", String::concat);
      return List.of("-p", plan.folder().toString(), "-c", plan.write("nginx.conf", """
          daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log;
          events {}
          http {
            access_log off; %2$s
            %3$s
            server {
              listen 127.0.0.1:%4$d ssl%5$s; server_name localhost;
              ssl_certificate %6$s; ssl_certificate_key %7$s;
              location / { proxy_pass http://127.0.0.1:%8$d; proxy_set_header X-Forwarded-Proto https; proxy_set_header X-Forwarded-For $remote_addr; }
            }
          }
          """.formatted(plan.folder(), temporary, plan.compressed() ? "gzip on; gzip_proxied any; gzip_types application/json;" : "", plan.port(),
          plan.http2() ? " http2" : "", plan.certificates().certificate(), plan.certificates().key(), plan.upstream())));
    }
  },
  HAPROXY("haproxy") {
    @Override
    List<String> start(Plan plan) throws IOException {
      return List.of("-db", "-f", plan.write("haproxy.cfg", """
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
            default_backend sandbox
          backend sandbox
            server sandbox 127.0.0.1:%d
          """.formatted(plan.compressed() ? "compression algo gzip\n  compression type application/json" : "", plan.port(), plan.certificates().both(),
          plan.http2() ? "h2,http/1.1" : "http/1.1", plan.upstream())));
    }
  },
  CADDY("caddy") {
    @Override
    List<String> start(Plan plan) throws IOException {
      return List.of("run", "--adapter", "caddyfile", "--config", plan.write("Caddyfile", """
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
            reverse_proxy 127.0.0.1:%d
          }
          """.formatted(plan.http2() ? "h1 h2" : "h1", plan.port(), plan.certificates().certificate(), plan.certificates().key(), plan.compressed() ? "encode gzip" : "",
          plan.upstream())));
    }
  },
  APACHE("apache2") {
    @Override
    List<String> start(Plan plan) throws IOException {
      String modules = Stream.of("mpm_event", "authz_core", "headers", "filter", "deflate", "proxy", "proxy_http", "ssl", "http2")
          .map(m -> "LoadModule " + m + "_module /usr/lib/apache2/modules/mod_" + m + ".so\n").reduce("", String::concat);
      return List.of("-D", "FOREGROUND", "-f", plan.write("apache.conf", """
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
            ProxyPass / http://127.0.0.1:%8$d/
          </VirtualHost>
          """.formatted(plan.folder(), modules, plan.port(), plan.http2() ? "h2 http/1.1" : "http/1.1",
          plan.compressed() ? "AddOutputFilterByType DEFLATE application/json" : "", plan.certificates().certificate(), plan.certificates().key(), plan.upstream())));
    }
  },
  /** Without TLS, which it leaves to others. */
  VARNISH("varnishd") {
    @Override
    List<String> start(Plan plan) throws IOException {
      return List.of("-F", "-j", "none", "-n", plan.folder().resolve("varnish").toString(), "-s", "malloc,64m", "-a", "127.0.0.1:" + plan.port(), "-f",
          plan.write("default.vcl", """
              vcl 4.1;
              backend default { .host = "127.0.0.1"; .port = "%d"; }
              %s
              """.formatted(plan.upstream(), plan.compressed() ? "sub vcl_backend_response { set beresp.do_gzip = true; }" : "")));
    }

    @Override
    boolean hasTls() {
      return false;
    }
  };

  private static final Duration START = Duration.ofSeconds(30);

  private final String program;

  Gateway(String program) {
    this.program = program;
  }

  /** What a gateway is configured with. */
  record Plan(Path folder, int port, int upstream, Certificates certificates, boolean http2, boolean compressed) {

    private String write(String name, String text) throws IOException {
      return Files.writeString(folder.resolve(name), text).toString();
    }
  }

  /** Writes the configuration, and returns the arguments of the program. */
  abstract List<String> start(Plan plan) throws IOException;

  /** Whether it terminates TLS, and so has HTTP/2. */
  boolean hasTls() {
    return true;
  }

  /** The origin that clients use. */
  String origin(int port) {
    return (hasTls() ? "https://localhost:" : "http://localhost:") + port;
  }

  /** The program, if it is installed. */
  Optional<Path> find() {
    return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
        .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
  }

  /** Runs the gateway, and waits until it listens. */
  Process run(Plan plan) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of(find().orElseThrow().toString()), start(plan).stream()).toList();
    Path log = plan.folder().resolve("output.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(Map.of("XDG_DATA_HOME", plan.folder().toString(), "XDG_CONFIG_HOME", plan.folder().toString()));
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
    Instant deadline = Instant.now().plus(START);
    while (!listens(plan.port())) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
        stop(process);
        throw new IllegalStateException(this + " did not start: " + Files.readString(log));
      }
    }
    return process;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends a gateway with its workers. */
  static void stop(Process process) {
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
