package com.vicsee.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class MissingBeanAnalyzerTest {
  @ParameterizedTest
  @ValueSource(classes = {Callers.class, Quota.class})
  void analyze_missingBean_saysWhatToDefine(Class<?> type) {
    FailureAnalysis analysis = new MissingBeanAnalyzer().analyze(new IllegalStateException(new NoSuchBeanDefinitionException(type)));

    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).contains(type.getName());
    assertThat(analysis.getAction()).contains("@Bean\n" + type.getSimpleName());
  }

  @Test
  void analyze_otherBean_isLeftToOthers() {
    assertThat(new MissingBeanAnalyzer().analyze(new NoSuchBeanDefinitionException(String.class))).isNull();
  }

  @Test
  void springBoot_startingWithoutABean_asksThisAnalyzer() {
    assertThat(SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
        .load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {})))
        .hasAtLeastOneElementOfType(MissingBeanAnalyzer.class);
  }
}
