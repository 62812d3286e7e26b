package org.peerchallenge.kernel.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Gives what somebody typed into a form that was refused back to the page that says so, whichever
 * form it is; the page's {@code typed.js} puts it where it stood. Passwords, codes and files are
 * typed and chosen anew.
 */
@Component
public class TypedAgain implements HandlerInterceptor, WebMvcConfigurer {

  /** What the page is given: where the form went, and its values by name, as JSON. */
  public static final String TYPED = "typed";

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|code|secret|token|csrf).*|_.*");

  /** Whatever is typed there opens a door. */
  private static final Pattern DOORS = Pattern.compile("/(password|sign-in|invitation)\\b.*");

  /** More than any form of ours holds; a flood is not carried from page to page. */
  private static final int LONGEST = 100_000;

  private final ObjectMapper json;

  TypedAgain(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void postHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView view) {
    if (!request.getMethod().equals("POST")
        || view == null
        || DOORS.matcher(request.getRequestURI()).matches()) {
      return;
    }
    FlashMap flash = RequestContextUtils.getOutputFlashMap(request);
    if (Refusals.areIn(view.getModel())) {
      view.addObject(TYPED, typed(request));
    } else if (Refusals.areIn(flash)) {
      flash.put(TYPED, typed(request));
    }
  }

  private String typed(HttpServletRequest request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int length = 0;
    for (Map.Entry<String, String[]> one : request.getParameterMap().entrySet()) {
      List<String> typed = List.of(one.getValue());
      length += typed.stream().mapToInt(String::length).sum();
      if (!SECRET.matcher(one.getKey()).matches() && length <= LONGEST) {
        values.put(one.getKey(), typed);
      }
    }
    try {
      return json.writeValueAsString(Map.of("at", request.getRequestURI(), "values", values));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text of a form cannot be written as JSON", e);
    }
  }
}
