package com.vicsee.server.idempotency;

import com.vicsee.server.body.ContractJson;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.gate.Caller;
import com.vicsee.server.idempotency.IdempotencyStore.Entry;
import com.vicsee.server.idempotency.IdempotencyStore.Key;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import com.vicsee.server.model.Operation;
import com.vicsee.server.model.ParameterNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Wraps the handler of a paid operation. It runs after the parameters have been read and validated, and before anything is charged. A response of success is
 * saved before it is sent, so a caller who lost it on the way receives it again under the same key.
 */
final class OncePerKey implements MethodInterceptor {
  private final Supplier<IdempotencyStore> store;

  OncePerKey(Supplier<IdempotencyStore> store) {
    this.store = store;
  }

  @Override
  public @Nullable Object invoke(MethodInvocation handler) throws Throwable {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
        || !(attributes.getRequest().getAttribute(ErrorWriter.OPERATION_ATTRIBUTE) instanceof Operation operation)
        || !operation.isPaid()
        || !handler.getMethod().getName().equals(operation.operationId())) {
      return handler.proceed();
    }
    String sent = attributes.getRequest().getHeader(ParameterNames.IDEMPOTENCY_KEY);
    return sent == null ? handler.proceed() : once(new Key(Caller.current().userId(), sent), fingerprint(operation, handler), handler);
  }

  private @Nullable Object once(Key key, String fingerprint, MethodInvocation handler) throws Throwable {
    Entry known = store.get().begin(key, fingerprint).orElse(null);
    if (known != null) {
      return replay(known, fingerprint);
    }
    boolean saved = false;
    try {
      Object result = handler.proceed();
      if (result instanceof ResponseEntity<?> response && response.getStatusCode().is2xxSuccessful() && response.getBody() != null) {
        store.get().save(key, new String(ContractJson.write(response.getBody()), StandardCharsets.UTF_8));
        saved = true;
      }
      return result;
    } finally {
      if (!saved) {
        store.get().release(key);
      }
    }
  }

  private static ResponseEntity<byte[]> replay(Entry known, String fingerprint) {
    if (!known.fingerprint().equals(fingerprint)) {
      throw ApiProblem.of(Message.IDEMPOTENCY_KEY_REUSED);
    }
    if (known.response() == null) {
      throw ApiProblem.of(Message.IDEMPOTENCY_KEY_IN_FLIGHT);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HeaderNames.IDEMPOTENCY_REPLAYED, Boolean.TRUE.toString())
        .body(known.response().getBytes(StandardCharsets.UTF_8));
  }

  /** The path and the body tell requests apart; query and headers are the last argument. */
  private static String fingerprint(Operation operation, MethodInvocation handler) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(operation.operationId().getBytes(StandardCharsets.UTF_8));
      for (Object argument : Arrays.asList(handler.getArguments()).subList(0, handler.getArguments().length - 1)) {
        digest.update(ContractJson.write(argument));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
