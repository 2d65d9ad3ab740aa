package com.vicsee.server.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Measures text in Unicode code points, as JSON Schema does ({@code maxLength}: "characters as defined by RFC 8259"). Jakarta Validation would measure UTF-16, in
 * which an emoji is two.
 */
public final class CodePointSize implements ConstraintValidator<Size, String> {
  private int min;
  private int max;

  @Override
  public void initialize(Size bounds) {
    min = bounds.min();
    max = bounds.max();
  }

  @Override
  public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
    if (text == null) {
      return true;
    }
    int length = text.codePointCount(0, text.length());
    return min <= length && length <= max;
  }

  /** Puts it in the place of the validator of strings; collections keep theirs. */
  @Configuration(proxyBeanMethods = false)
  static class Registration {
    @Bean
    ValidationConfigurationCustomizer measureTextInCodePoints() {
      return configuration -> {
        if (configuration instanceof HibernateValidatorConfiguration hibernate) {
          var mapping = hibernate.createConstraintMapping();
          mapping.constraintDefinition(Size.class).includeExistingValidators(true).validatedBy(CodePointSize.class);
          hibernate.addMapping(mapping);
        }
      };
    }
  }
}
