package com.vicsee.client.json;

/** What Jackson 3 needs and cannot say itself: beside Jackson 2, a build may manage annotations that are too old. */
public final class Requirements {

  /** A class that Jackson 3 looks up on its first use, and that the annotations have since 2.21. */
  private static final String NEWEST = "com.fasterxml.jackson.annotation.JsonSerializeAs";

  private Requirements() {
  }

  /**
   * Checks the annotations.
   *
   * @throws IllegalStateException when they are too old; the message says what to set
   */
  public static void check(ClassLoader loader) {
    try {
      Class.forName(NEWEST, false, loader);
    } catch (ClassNotFoundException tooOld) {
      throw new IllegalStateException("The client needs com.fasterxml.jackson.core:jackson-annotations 2.21 or newer, and this"
          + " application has an older version. Import com.vicsee:vicsee-bom in dependencyManagement; or, with Spring Boot 3, set"
          + " the property jackson-bom.version to 2.21.0 or newer", tooOld);
    }
  }
}
