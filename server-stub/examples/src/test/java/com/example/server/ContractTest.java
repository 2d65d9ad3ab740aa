package com.example.server;

import com.vicsee.contract.junit.ContractTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.SpringApplication;

class ContractTest {

  @TestFactory
  Stream<DynamicTest> contract() {
    var server = SpringApplication.run(ExampleServer.class, "--server.port=0");
    String url = "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port") + "/api/v1";
    return ContractTests.of(url, "sk-example-alice").withSecondKey("sk-example-bob").withSpend(500).tests().onClose(server::close);
  }
}
