package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.Operation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Between the credits and the response nothing can fail: the response is written first. */
class PaidResponseTest {
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:slow=3600s\"}";

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "key")
  void responseThatCannotBeWritten_takesNoCreditsAndFreesTheKey(String key) {
    Sandbox sandbox = Sandbox.shared();
    sandbox.reset();
    var keys = sandbox.context().getBean(IdempotencyKeys.class);
    var ledger = sandbox.context().getBean(Ledger.class);
    var caller = new Account(Persona.PRO.userId(), Persona.PRO.plan());

    assertThatThrownBy(() -> keys.once(caller, Operation.GENERATE_MEDIA, "request", key, () -> 15L, credits -> {
      ledger.reserve(caller.userId(), "task_sandbox_pending", credits);
      assertThat(ledger.balance(caller.userId())).isEqualTo(4985);
      return new Unwritable();
    })).hasRootCauseInstanceOf(IllegalStateException.class);

    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
    assertThat(keys.once(caller, Operation.GENERATE_MEDIA, "request", key, () -> 0, it -> "done").replayed()).isFalse();
  }

  @Test
  void filterThatFailsAfterTheHandler_leavesTheResponseWhole() {
    try (Sandbox sandbox = Sandbox.start(List.of(FailingFilter.class))) {
      Answer answer = sandbox.generate(Sandbox.PRO, IMAGE);

      assertThat(answer.data().get("creditsRemaining").longValue()).isEqualTo(sandbox.credits(Sandbox.PRO)).isEqualTo(4985);
    }
  }

  /** A response that cannot be written. */
  public static final class Unwritable {
    public String getId() {
      throw new IllegalStateException("not to be written");
    }
  }

  /** No component, so that no other sandbox finds it. */
  static class FailingFilter {
    @Bean
    FilterRegistrationBean<Filter> failing() {
      var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
        chain.doFilter(request, response);
        if (response.isCommitted() && response.getContentType() != null && request.getAttribute(Operation.class.getName()) == Operation.GENERATE_MEDIA) {
          throw new IllegalStateException("after the handler");
        }
      });
      registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
      return registration;
    }
  }
}
