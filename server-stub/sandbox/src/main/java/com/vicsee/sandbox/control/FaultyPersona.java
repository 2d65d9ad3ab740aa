package com.vicsee.sandbox.control;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.gate.Caller;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Answers each call of the faulty persona with an internal error. A problem is not logged as an exception would be. */
@Component
@ConditionalOnControl
class FaultyPersona implements WebMvcConfigurer, HandlerInterceptor {
  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (Caller.find().map(Caller::userId).filter(Persona.FAULTY.userId()::equals).isPresent()) {
      throw ApiProblem.of(Message.INTERNAL_ERROR);
    }
    return true;
  }
}
