package com.vicsee.server.account;

import com.vicsee.server.generated.model.Plan;

/** A user as the API sees it. All keys of a user are the same account. */
public record Account(String userId, Plan plan) {}
