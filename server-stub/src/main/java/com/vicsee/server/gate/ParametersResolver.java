package com.vicsee.server.gate;

import com.vicsee.server.error.ParameterProblems;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.RequestHeaderMethodArgumentResolver;
import org.springframework.web.method.annotation.RequestParamMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Fills the record with the query and header parameters of an operation. Spring reads each component as it would read an argument of the handler with the same
 * annotation.
 */
final class ParametersResolver implements HandlerMethodArgumentResolver {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Map<Class<?>, Pattern> FORMS = Map.of(Integer.class, INTEGER, Long.class, INTEGER, Boolean.class, Pattern.compile("true|false"));

  private final Map<Class<?>, List<SynthesizingMethodParameter>> components = new ConcurrentHashMap<>();
  private final HandlerMethodArgumentResolverComposite each = new HandlerMethodArgumentResolverComposite()
      .addResolvers(new RequestParamMethodArgumentResolver(false), new RequestHeaderMethodArgumentResolver(null));

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return ApiHandlers.isParameters(parameter.getParameterType());
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter, @Nullable ModelAndViewContainer model, NativeWebRequest request, @Nullable WebDataBinderFactory binders)
      throws Exception {
    Class<?> type = parameter.getParameterType();
    List<SynthesizingMethodParameter> all = components.computeIfAbsent(type, ParametersResolver::componentsOf);
    @Nullable Object[] values = new Object[all.size()];
    for (int i = 0; i < values.length; i++) {
      SynthesizingMethodParameter component = all.get(i);
      checkExact(component, request);
      // Spring makes a data binder for each conversion, which costs more than the rest of this method. A text needs none.
      boolean isText = component.getParameterType() == String.class;
      Object value = each.resolveArgument(component, model, request, isText ? null : binders);
      values[i] = value instanceof String[] lines ? String.join(",", lines) : value;
    }
    return BeanUtils.instantiateClass(BeanUtils.getResolvableConstructor(type), values);
  }

  private static List<SynthesizingMethodParameter> componentsOf(Class<?> type) {
    Constructor<?> constructor = BeanUtils.getResolvableConstructor(type);
    return IntStream.range(0, constructor.getParameterCount()).mapToObj(i -> SynthesizingMethodParameter.forExecutable(constructor, i)).toList();
  }

  /**
   * Accepts a value only in the form of the contract. Spring would also accept an enum in another case or by the name of its Java constant, a hexadecimal number
   * for an integer, and "yes" for true.
   */
  private static void checkExact(MethodParameter component, NativeWebRequest request) {
    RequestParam query = component.getParameterAnnotation(RequestParam.class);
    String sent = query == null ? null : request.getParameter(query.value());
    if (query == null || sent == null) {
      return;
    }
    Class<?> type = component.getParameterType();
    if (type.isEnum() && Arrays.stream(type.getEnumConstants()).map(Objects::toString).noneMatch(sent::equals)) {
      throw ParameterProblems.notOneOf(query.value(), type, sent);
    }
    Pattern form = FORMS.get(type);
    if (form != null && !form.matcher(sent).matches()) {
      throw ParameterProblems.notOfType(query.value(), type, sent);
    }
  }
}
