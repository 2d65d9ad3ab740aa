package com.vicsee.contract.spec;

import java.util.Map;

/** A response of an operation, with its headers and contents by name, and where it is written. */
public record Response(String operation, String status, Map<String, Header> headers, Map<String, Content> contents,
    String pointer) {}
