package com.vicsee.contract.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.World;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.suite.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A check that fails with an exception reports where, and the suite goes on. */
class CrashTest {

  @Test
  void run_checkThatFailsBeforeAnAnswer_namesTheOperation() {
    Contract contract = Suite.builtInContract();
    Schemas schemas = new Schemas(contract);
    Examiner examiner = new Examiner(contract, schemas, new Ledger(new Elements(contract, schemas)), List.of());
    Target target = new Target() {
      @Override
      public String name() {
        return "server";
      }

      @Override
      public String baseUrl() {
        return "http://127.0.0.1/api/v1";
      }

      @Override
      public Exchange send(ApiRequest request) {
        throw new IllegalArgumentException("timeout value is negative");
      }
    };
    Probe.Result result = Probe.run(examiner, target, new HeadLikeGet(), World.elsewhere("sk-mine", null, 1, 1, new World.Limits() {
      @Override
      public void refresh() {}

      @Override
      public long credits() {
        return 0;
      }

      @Override
      public long requests(String key) {
        return 1000;
      }
    }));

    Operation first = contract.operations().get(0);
    assertThat(result.findings()).singleElement().satisfies(f -> assertThat(f.toString()).contains("timeout value is negative", first.id()));
  }
}
