package com.vicsee.server.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityReturnValueHandler;

/** Calls handlers as Spring does, but looks first for what the handlers here take and return, which Spring looks for last. */
final class QuickAdapter extends RequestMappingHandlerAdapter {
  @Override
  public void afterPropertiesSet() {
    super.afterPropertiesSet();
    TextArguments.putFirst(this);
    List<HandlerMethodReturnValueHandler> returned = new ArrayList<>(Objects.requireNonNull(getReturnValueHandlers()));
    returned.sort(Comparator.comparing(handler -> !(handler instanceof ResponseEntityReturnValueHandler)));
    setReturnValueHandlers(returned);
  }
}
