package com.vicsee.client.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox within this process. It runs on its own jar alone, in a class loader that sees nothing of the program
 * under test, whatever Spring or logging that has. In the build of the sandbox itself, where that jar may not be there
 * yet, it runs on the class path.
 */
final class SandboxServer implements AutoCloseable {

  private static final String APPLICATION = "com.vicsee.sandbox.SandboxApplication";
  private static final String IN_THE_JAR = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";

  private final ClassLoader loader;
  private final Object context;

  private SandboxServer(ClassLoader loader, Object context) {
    this.loader = loader;
    this.context = context;
  }

  /** The code of the sandbox, unpacked once for all that run in this process. */
  private static final class Code {
    static final ClassLoader LOADER = load();
  }

  /** Starts a sandbox with options of its command line. */
  static SandboxServer start(List<String> options) {
    ClassLoader loader = Code.LOADER;
    CompletableFuture<Object> started = new CompletableFuture<>();
    // A thread of its own: Spring takes its classes from the thread's loader, which is none of the caller's business.
    Thread starting = new Thread(() -> {
      try {
        Method start = Class.forName(APPLICATION, true, loader).getMethod("startWithin", String[].class);
        started.complete(start.invoke(null, (Object) options.toArray(String[]::new)));
      } catch (InvocationTargetException wrapper) {
        started.completeExceptionally(wrapper.getCause());
      } catch (ReflectiveOperationException | RuntimeException | Error failure) {
        started.completeExceptionally(failure);
      }
    }, "vicsee-sandbox-start");
    starting.setContextClassLoader(loader);
    Globals before = new Globals();
    try {
      starting.start();
      return new SandboxServer(loader, started.join());
    } catch (CompletionException wrapper) {
      throw new IllegalStateException("The sandbox does not start: " + wrapper.getCause(), wrapper.getCause());
    } finally {
      before.restore();
    }
  }

  /** Returns the port on the loopback address. */
  int port() {
    Object environment = call("org.springframework.context.ConfigurableApplicationContext", context, "getEnvironment");
    return Integer.parseInt((String) call(
        "org.springframework.core.env.PropertyResolver", environment, "getRequiredProperty", "local.server.port"));
  }

  @Override
  public void close() {
    Globals before = new Globals();
    try {
      call("org.springframework.context.ConfigurableApplicationContext", context, "close");
    } finally {
      before.restore();
    }
  }

  private Object call(String type, Object target, String name, String... arguments) {
    try {
      Class<?>[] types = Stream.of(arguments).map(Object::getClass).toArray(Class<?>[]::new);
      return Class.forName(type, true, loader).getMethod(name, types).invoke(target, (Object[]) arguments);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static ClassLoader load() {
    ClassLoader here = SandboxServer.class.getClassLoader();
    URL inTheJar = here.getResource(IN_THE_JAR + APPLICATION.replace('.', '/') + ".class");
    if (inTheJar != null) {
      try {
        return unpack(inTheJar);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    if (here.getResource(APPLICATION.replace('.', '/') + ".class") != null) {
      return here;
    }
    throw new IllegalStateException(
        "The sandbox is not on the class path: com.vicsee:vicsee-sandbox");
  }

  private static ClassLoader unpack(URL inTheJar) throws IOException {
    Path folder = Files.createTempDirectory("vicsee-sandbox");
    List<URL> path = new ArrayList<>();
    path.add(folder.toUri().toURL());
    JarURLConnection connection = (JarURLConnection) inTheJar.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        boolean library = name.startsWith(LIBRARIES);
        if (entry.isDirectory() || !library && !name.startsWith(IN_THE_JAR)) {
          continue;
        }
        Path file = folder.resolve(name.substring(library ? LIBRARIES.length() : IN_THE_JAR.length())).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("Not a jar of the sandbox: " + name);
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, file);
        }
        if (library) {
          path.add(file.toUri().toURL());
        }
      }
    }
    URLClassLoader loader =
        new URLClassLoader("vicsee-sandbox", path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(loader, folder), "vicsee-sandbox-cleanup"));
    return loader;
  }

  private static void delete(URLClassLoader loader, Path folder) {
    try (loader; Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException leftBehind) {
      // It is in the folder of temporary files, and the process ends.
    }
  }

  /**
   * What Boot changes of the whole process as it starts and stops, put back: properties, and the handlers of the JDK's
   * logging.
   */
  private static final class Globals {
    private final Set<String> properties = System.getProperties().stringPropertyNames();
    private final @Nullable Logger root = LogManager.getLogManager().getLogger("");
    private final Handler[] handlers = root == null ? new Handler[0] : root.getHandlers();

    void restore() {
      Set<String> added = new HashSet<>(System.getProperties().stringPropertyNames());
      added.removeAll(properties);
      added.remove("java.awt.headless");
      added.forEach(System::clearProperty);
      if (root != null) {
        for (Handler handler : root.getHandlers()) {
          root.removeHandler(handler);
        }
        for (Handler handler : handlers) {
          root.addHandler(handler);
        }
      }
    }
  }
}
