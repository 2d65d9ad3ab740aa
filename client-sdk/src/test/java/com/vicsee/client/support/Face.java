package com.vicsee.client.support;

import com.vicsee.client.VicSeeAsyncClient;
import com.vicsee.client.VicSeeClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The two faces of a client. Through either, a test sees the synchronous interfaces. */
public enum Face {
  /** The synchronous services as they are. */
  SYNC,
  /** The asynchronous services, waited for. */
  ASYNC;

  /** Returns the client as it is seen through this face. */
  public VicSeeClient of(VicSeeClient client) {
    return this == SYNC ? client : proxy(VicSeeClient.class, (method, arguments) -> {
      if (method.getName().equals("close") || method.getName().equals("async")
          || method.getName().equals("lastRateLimit") || method.getName().equals("toString")) {
        return method.invoke(client, arguments);
      }
      VicSeeAsyncClient async = client.async();
      Method accessor = VicSeeAsyncClient.class.getMethod(method.getName());
      return service(method.getReturnType(), accessor.getReturnType(), accessor.invoke(async));
    });
  }

  private static <T> T service(Class<T> type, Class<?> asyncType, Object asyncService) {
    return proxy(type, (method, arguments) -> {
      Method twin = asyncType.getMethod(method.getName(), method.getParameterTypes());
      CompletableFuture<?> future = (CompletableFuture<?>) twin.invoke(asyncService, arguments);
      try {
        return future.get();
      } catch (ExecutionException failure) {
        throw failure.getCause();
      }
    });
  }

  private interface Handler {
    Object handle(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
      try {
        return handler.handle(method, arguments == null ? new Object[0] : arguments);
      } catch (InvocationTargetException wrapper) {
        throw wrapper.getCause();
      }
    }));
  }
}
