package com.vicsee.client.benchmark;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;

/** The first call of a new JVM through openai-java: {@code OpenAiFirstCall URL}. */
final class OpenAiFirstCall {

  private OpenAiFirstCall() {
  }

  public static void main(String[] args) {
    OpenAIClient client = OpenAIOkHttpClient.builder().apiKey("sk-benchmark").baseUrl(args[0]).build();
    if (!client.models().retrieve("task_1").id().equals("task_1")) {
      throw new IllegalStateException();
    }
    System.exit(0);
  }
}
