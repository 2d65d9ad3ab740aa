package com.vicsee.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.vicsee.sandbox.media.render.ImageFormat;
import com.vicsee.sandbox.media.render.ImageRenderer;
import com.vicsee.sandbox.media.render.ImageSpec;
import com.vicsee.sandbox.testing.Sandbox;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of another origin in Chromium: its server calls the API, and the page uploads and shows what it was given URLs for. */
class PageOfAnotherOriginTest {
  private static final int SECONDS = 120;
  private static final String PAGE = """
      <!doctype html><meta charset="utf-8"><title>A page</title><body><script>
      const given = %s;
      async function reads(url) { try { await fetch(url); return 'readable'; } catch (e) { return 'closed'; } }
      async function run() {
        const bytes = Uint8Array.from(atob(given.bytes), c => c.charCodeAt(0));
        const put = await fetch(given.uploadUrl, {method: 'PUT', headers: {'Content-Type': 'image/png'}, body: bytes});
        const again = await fetch(given.uploadUrl, {method: 'PUT', headers: {'Content-Type': 'image/png'}, body: new Uint8Array(3)});
        const part = await fetch(given.publicUrl, {headers: {Range: 'bytes=1-3'}});
        const image = new Image();
        image.crossOrigin = 'anonymous';
        image.src = given.resultUrl;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.getContext('2d').drawImage(image, 0, 0);
        canvas.toDataURL();
        return {
          put: put.status, again: again.status, problem: (await again.json()).error.code,
          part: await part.text(), range: part.headers.get('Content-Range'), etag: part.headers.get('ETag') !== null,
          size: image.naturalWidth + 'x' + image.naturalHeight, api: await reads(given.api), control: await reads(given.control)
        };
      }
      run().catch(e => ({failed: String(e)})).then(found => fetch('/found', {method: 'POST', body: JSON.stringify(found)}));
      </script>
      """;

  @Test
  void page_ofAnotherOrigin_usesSignedUrlsAndNotTheApi(@TempDir Path profile) throws Exception {
    Path browser = Programs.require(".ci/install-browser", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    Sandbox sandbox = Sandbox.shared();
    sandbox.reset();
    byte[] picture = picture();
    JsonNode upload = sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":" + picture.length + "}").data();
    String result = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue();
    var given = new JsonMapper().createObjectNode()
        .put("uploadUrl", upload.get("uploadUrl").stringValue())
        .put("publicUrl", upload.get("publicUrl").stringValue())
        .put("resultUrl", result)
        .put("api", sandbox.api("/models").toString())
        .put("control", sandbox.origin() + "/sandbox/clock")
        .put("bytes", Base64.getEncoder().encodeToString(picture));
    var found = new CompletableFuture<String>();
    HttpServer page = serve(PAGE.formatted(given), found);
    Process process = new ProcessBuilder(List.of(browser.toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-extensions", "--user-data-dir=" + profile.resolve("profile"), "http://localhost:" + page.getAddress().getPort() + "/"))
        .redirectErrorStream(true).redirectOutput(profile.resolve("output").toFile()).start();
    try {
      JsonNode seen = new JsonMapper().readTree(found.get(SECONDS, TimeUnit.SECONDS));

      assertThat(seen).isEqualTo(new JsonMapper().readTree("""
          {"put": 200, "again": 400, "problem": "INVALID_PARAMETER", "part": "PNG", "range": "bytes 1-3/%d", "etag": true, "size": "1024x576", "api": "closed",
           "control": "closed"}""".formatted(picture.length)));
    } finally {
      List<ProcessHandle> all = new java.util.ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle handle : all) {
        // The profile can be removed when it is written by nobody.
        handle.onExit().get(120, TimeUnit.SECONDS);
      }
      page.stop(0);
    }
  }

  private static HttpServer serve(String html, CompletableFuture<String> found) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", exchange -> {
      if (exchange.getRequestURI().getPath().equals("/found")) {
        found.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      }
      byte[] body = html.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    return server;
  }

  private static byte[] picture() throws Exception {
    var out = new ByteArrayOutputStream();
    new ImageRenderer().render(new ImageSpec(120, 80, ImageFormat.PNG, "An upload"), out);
    return out.toByteArray();
  }
}
