package com.vicsee.server.idempotency;

import com.vicsee.server.gate.ApiHandlers;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.MethodMatcher;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;

/** Puts an interceptor around each controller of the contract, outside of a transaction that the controller may have. */
final class ApiProxies extends AbstractBeanFactoryAwareAdvisingPostProcessor {
  private static final long serialVersionUID = 1L;

  ApiProxies(MethodInterceptor interceptor) {
    ClassFilter controllers = ApiHandlers::contains;
    this.advisor = new DefaultPointcutAdvisor(new ComposablePointcut(controllers, MethodMatcher.TRUE), interceptor);
    setBeforeExistingAdvisors(true);
    // Spring finds a controller by its annotations, which a proxy of the interface alone does not have.
    setProxyTargetClass(true);
  }
}
