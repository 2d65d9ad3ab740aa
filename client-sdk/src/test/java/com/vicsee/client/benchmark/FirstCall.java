package com.vicsee.client.benchmark;

import com.vicsee.client.VicSeeClient;

/** The first call of a new JVM through the client, or {@linkplain HandWritten by hand}: {@code FirstCall client|hand URL}. */
final class FirstCall {

  private FirstCall() {
  }

  public static void main(String[] args) throws Exception {
    String status;
    if (args[0].equals("client")) {
      try (VicSeeClient client = VicSeeClient.builder().apiKey(CallBenchmark.KEY).baseUrl(args[1]).build()) {
        status = client.tasks().retrieve("task_1").status().value();
      }
    } else {
      status = new HandWritten(args[1], CallBenchmark.KEY).retrieve("task_1").status().value();
    }
    if (!status.equals("completed")) {
      throw new IllegalStateException(status);
    }
    System.exit(0);
  }
}
