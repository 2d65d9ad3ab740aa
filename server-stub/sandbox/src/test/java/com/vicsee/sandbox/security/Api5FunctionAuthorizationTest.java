package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** API5, broken function level authorization: no method, header or plan opens a function that it should not. */
class Api5FunctionAuthorizationTest {
  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private static String path(Operation operation) {
    return operation.path().replace("{id}", "task_sandbox_completed");
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void operation_withoutAKeyOrAPlan_isClosedUnlessPublic(Operation operation) {
    Answer nobody = send(null, operation);
    Answer free = send("sk-sandbox-free", operation);

    if (operation.isPublic()) {
      assertThat(nobody.status()).isEqualTo(200);
    } else {
      nobody.refusedWith(401, Message.MISSING_AUTH_HEADER);
      free.refusedWith(403, Message.API_ACCESS_REQUIRED);
    }
  }

  private Answer send(String key, Operation operation) {
    var body = operation.requestMediaTypes().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
    return sandbox.send(sandbox.request(key, path(operation)).header("Content-Type", "application/json").method(operation.method(), body));
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void method_thatIsNotDeclared_isRefusedWhateverItIsCalled(Operation operation) {
    List<String> declared = Arrays.stream(Operation.values()).filter(it -> it.path().equals(operation.path())).map(Operation::method).toList();
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "Post", "ADMIN")) {
      if (!declared.contains(method)) {
        RawHttp.Response answer = RawHttp.exchange(sandbox.port(), (method + " " + ContractFacts.BASE_PATH + path(operation) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + Sandbox.PRO + "\r\nX-HTTP-Method-Override: " + declared.get(0) + "\r\nX-HTTP-Method: " + declared.get(0) + "\r\nX-Method-Override: " + declared.get(0)
            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).as(method + " " + answer).isIn(405, 400);
      }
    }
    sandbox.send(sandbox.request(Sandbox.PRO, path(operation) + "?_method=DELETE").method("DELETE", BodyPublishers.noBody()))
        .refusedWith(405, Message.METHOD_NOT_ALLOWED);
  }

  @Test
  void quota_ofALargerPlan_isNotReachedByASmaller() {
    assertThat(sandbox.get(Sandbox.STARTER, "/credits").limit()).isLessThan(sandbox.get(Sandbox.PRO, "/credits").limit());
    for (String header : List.of("X-Plan", "X-RateLimit-Limit", "X-Forwarded-For", "X-Real-IP")) {
      assertThat(sandbox.send(sandbox.request(Sandbox.STARTER, "/credits").header(header, "1000000")).limit()).isEqualTo(100);
    }
  }
}
