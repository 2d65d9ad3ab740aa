package com.vicsee.client.testing;

import com.vicsee.client.testing.generated.Persona;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the persona whose client a parameter receives: {@code @AsPersona(Persona.BROKE) VicSeeClient client}. Without it, the persona is
 * the Pro user.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsPersona {

  /** Returns the persona. */
  Persona value();
}
