package com.vicsee.client.price;

import com.vicsee.client.model.PriceUnit;
import java.util.Optional;

/**
 * What a request costs.
 *
 * @param credits the whole price
 * @param unit what is paid for
 * @param units how many of them
 * @param tier the name of the price among those of a tool; empty where there is none
 */
public record Price(long credits, PriceUnit unit, long units, Optional<String> tier) {
}
