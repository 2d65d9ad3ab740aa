package com.vicsee.server.api;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.RequestParam;

/** Parameters of the types that the contract has none of yet, as the generator writes them. */
public record MadeUpParameters(
    @NotNull @Min(1) @RequestParam(value = "size", required = false) Long size,
    @Min(1) @Max(100) @RequestParam(value = "limit", required = false, defaultValue = "20") Integer limit,
    @RequestParam(value = "paid", required = false) @Nullable Boolean paid,
    @Size(max = 2) @RequestParam(value = "tags", required = false) @Nullable List<@Size(max = 5) String> tags,
    @RequestParam(value = "since", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant since,
    @DecimalMin("0.5") @RequestParam(value = "ratio", required = false) @Nullable BigDecimal ratio) {}
