package org.peerchallenge.attack;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Finds every way into the running application: the controllers' mappings with those of the
 * actuator, the resources of each JAX-RS application with their sub-resources and plugins, and
 * whatever else servlets and handlers answer.
 */
final class Endpoints {

  private final ApplicationContext context;
  private final ServletContext servlets;

  Endpoints(ApplicationContext context, ServletContext servlets) {
    this.context = context;
    this.servlets = servlets;
  }

  /** Our own endpoints, and those that Spring brings. */
  List<Endpoint> ours() {
    Map<String, Endpoint> found = new TreeMap<>();
    context
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(
            mapping ->
                mapping.getHandlerMethods().forEach((info, handler) -> add(found, info, handler)));
    return List.copyOf(found.values());
  }

  private static void add(
      Map<String, Endpoint> found, RequestMappingInfo info, HandlerMethod handler) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    Collection<String> names =
        methods.isEmpty() ? List.of("GET", "POST") : methods.stream().map(Enum::name).toList();
    String accept =
        info.getProducesCondition().getProducibleMediaTypes().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    for (String pattern : info.getPatternValues()) {
      for (String method : names) {
        Endpoint endpoint =
            new Endpoint(
                method,
                withoutExpressions(pattern),
                parameters(handler),
                accept,
                body(method, handler),
                handler.getBeanType().getSimpleName());
        found.put(endpoint.name() + " " + accept, endpoint);
      }
    }
  }

  /** {@code {year:20\d\d}} is {@code {year}}; a choice of words stays for its values. */
  static String withoutExpressions(String pattern) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    boolean name = true;
    for (char c : pattern.toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        name = true;
      } else if (depth == 1 && c == ':') {
        name = false;
      }
      if (name && (depth <= 1)) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static List<Endpoint.Parameter> parameters(HandlerMethod handler) {
    List<Endpoint.Parameter> parameters = new ArrayList<>();
    for (MethodParameter parameter : handler.getMethodParameters()) {
      RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
      if (named != null && !Map.class.isAssignableFrom(parameter.getParameterType())) {
        parameter.initParameterNameDiscovery(
            new org.springframework.core.DefaultParameterNameDiscoverer());
        String name =
            StringUtils.hasText(named.name())
                ? named.name()
                : StringUtils.hasText(named.value()) ? named.value() : parameter.getParameterName();
        boolean required =
            named.required() && named.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        parameters.add(new Endpoint.Parameter(name, parameter.getParameterType(), required));
      }
    }
    return List.copyOf(parameters);
  }

  private static String body(String method, HandlerMethod handler) {
    if (method.equals("GET") || method.equals("DELETE")) {
      return "";
    }
    for (MethodParameter parameter : handler.getMethodParameters()) {
      if (MultipartFile.class.isAssignableFrom(parameter.getParameterType())
          || MultipartFile.class.equals(
              ResolvableType.forMethodParameter(parameter).getGeneric().resolve())
          || parameter.hasParameterAnnotation(RequestPart.class)) {
        return "file";
      }
      if (parameter.hasParameterAnnotation(RequestBody.class)
          || InputStream.class.isAssignableFrom(parameter.getParameterType())
          || HttpEntity.class.isAssignableFrom(parameter.getParameterType())) {
        return "json";
      }
    }
    return "form";
  }

  /** The calls of the engine's web interface, of Cockpit's and Tasklist's, plugins included. */
  List<Endpoint> engine() {
    Map<String, Endpoint> found = new TreeMap<>();
    for (ServletRegistration servlet : servlets.getServletRegistrations().values()) {
      String application = servlet.getInitParameter("jakarta.ws.rs.Application");
      for (String mapping : application == null ? Set.<String>of() : servlet.getMappings()) {
        for (Class<?> resource : classes(application)) {
          Path path = find(resource, Path.class);
          if (path != null) {
            walk(
                join(mapping.replace("/*", ""), path.value()), resource, new ArrayDeque<>(), found);
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Every servlet's and handler's pattern: each needs a reason, or its endpoints are above. */
  Set<String> doors() {
    Set<String> doors = new TreeSet<>();
    servlets
        .getServletRegistrations()
        .forEach((name, servlet) -> servlet.getMappings().forEach(doors::add));
    context
        .getBeansOfType(AbstractUrlHandlerMapping.class)
        .values()
        .forEach(mapping -> doors.addAll(mapping.getHandlerMap().keySet()));
    return doors;
  }

  private static Set<Class<?>> classes(String application) {
    try {
      Application started =
          (Application) Class.forName(application).getDeclaredConstructor().newInstance();
      return new LinkedHashSet<>(started.getClasses());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The application " + application + " cannot be asked", e);
    }
  }

  private static void walk(
      String path, Class<?> resource, Deque<Class<?>> above, Map<String, Endpoint> found) {
    if (above.contains(resource)) {
      return;
    }
    above.push(resource);
    for (Method method : resource.getMethods()) {
      Path own = find(method, Path.class);
      String verb = verb(method);
      if (own == null && verb == null || method.isBridge()) {
        continue;
      }
      String whole = own == null ? path : join(path, own.value());
      if (verb != null) {
        String pattern = withoutExpressions(whole);
        Endpoint endpoint =
            new Endpoint(
                verb, pattern, List.of(), "", verb.equals("GET") ? "" : "json", resource.getName());
        found.putIfAbsent(endpoint.name(), endpoint);
      } else {
        walk(whole, method.getReturnType(), above, found);
      }
    }
    above.pop();
  }

  private static String verb(Method method) {
    for (Method one : alike(method)) {
      for (Annotation annotation : one.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          return verb.value();
        }
      }
    }
    return null;
  }

  private static <A extends Annotation> A find(Class<?> type, Class<A> annotation) {
    return org.springframework.core.annotation.AnnotationUtils.findAnnotation(type, annotation);
  }

  private static <A extends Annotation> A find(Method method, Class<A> annotation) {
    return alike(method).stream()
        .map(one -> one.getAnnotation(annotation))
        .filter(one -> one != null)
        .findFirst()
        .orElse(null);
  }

  /** The method and those that it implements: interfaces carry the annotations here. */
  private static List<Method> alike(Method method) {
    Map<Class<?>, Method> all = new LinkedHashMap<>();
    Deque<Class<?>> types = new ArrayDeque<>(List.of(method.getDeclaringClass()));
    while (!types.isEmpty()) {
      Class<?> type = types.poll();
      try {
        all.put(type, type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
      } catch (NoSuchMethodException e) {
        // Not said there.
      }
      types.addAll(Arrays.asList(type.getInterfaces()));
      if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
        types.add(type.getSuperclass());
      }
    }
    return List.copyOf(all.values());
  }

  private static String join(String left, String right) {
    String tail = right.startsWith("/") ? right : "/" + right;
    return (left.endsWith("/") ? left.substring(0, left.length() - 1) : left)
        + (tail.equals("/")
            ? ""
            : tail.endsWith("/") ? tail.substring(0, tail.length() - 1) : tail);
  }
}
