package com.vicsee.contract.sdk;

import com.vicsee.client.VicSeeAsyncClient;
import com.vicsee.client.VicSeeClient;
import java.lang.reflect.Method;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The two faces of the SDK. A test sees the synchronous interfaces through either, so that one text proves both. */
enum Face {
  /** The synchronous services as they are. */
  SYNC,
  /** The services with futures, waited for. */
  ASYNC;

  private static final Set<String> SERVICES = Set.of("models", "generations", "tasks", "credits", "tools", "uploads");

  /** The client as it is seen through this face. */
  VicSeeClient of(VicSeeClient client) {
    return this == SYNC ? client : proxy(VicSeeClient.class, (self, method, arguments) -> SERVICES.contains(method.getName())
        ? service(method.getReturnType(), VicSeeAsyncClient.class.getMethod(method.getName()), client.async())
        : method.invoke(client, arguments));
  }

  private static <T> T service(Class<T> type, Method accessor, VicSeeAsyncClient client) throws ReflectiveOperationException {
    Class<?> twinType = accessor.getReturnType();
    Object twin = accessor.invoke(client);
    return proxy(type, (self, method, arguments) -> {
      Object future = twinType.getMethod(method.getName(), method.getParameterTypes()).invoke(twin, arguments);
      try {
        return ((CompletableFuture<?>) future).get();
      } catch (ExecutionException failure) {
        throw failure.getCause();
      }
    });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
      try {
        return handler.invoke(self, method, arguments);
      } catch (InvocationTargetException wrapper) {
        throw wrapper.getCause();
      }
    }));
  }
}
