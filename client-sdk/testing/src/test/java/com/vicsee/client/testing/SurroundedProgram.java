package com.vicsee.client.testing;

import com.vicsee.client.VicSeeClient;

/** A program under test: it starts the sandbox, and prints the balance and the link of a result. */
final class SurroundedProgram {
  private SurroundedProgram() {}

  public static void main(String[] arguments) {
    try (VicSeeSandbox sandbox = VicSeeSandbox.start()) {
      VicSeeClient client = sandbox.client();
      System.out.println("balance " + client.credits().balance().credits());
      String link = client.tasks().link(FixedTask.COMPLETED.id()).url().toString();
      System.out.println("own link " + link.startsWith(sandbox.page().toString()));
    }
  }
}
