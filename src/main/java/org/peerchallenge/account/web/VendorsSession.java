package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;

/**
 * Request whose session tells Camunda's web applications who is signed in. They write it into the
 * session anew at every request, each a write to the database; what they write stays with the
 * request.
 */
final class VendorsSession extends HttpServletRequestWrapper {

  /** The session attribute under which the web applications look for who is signed in. */
  static final String WHO = "authenticatedUser";

  private Authentications who;

  VendorsSession(HttpServletRequest request, Authentications who) {
    super(request);
    this.who = who;
  }

  @Override
  public HttpSession getSession() {
    return getSession(true);
  }

  @Override
  public HttpSession getSession(boolean create) {
    HttpSession session = super.getSession(create);
    return session == null
        ? null
        : (HttpSession)
            Proxy.newProxyInstance(
                HttpSession.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) -> call(session, method, arguments));
  }

  private Object call(HttpSession session, Method method, Object[] arguments) throws Throwable {
    if (arguments != null && WHO.equals(arguments[0])) {
      return switch (method.getName()) {
        case "getAttribute" -> who;
        case "setAttribute" -> {
          who = (Authentications) arguments[1];
          yield null;
        }
        case "removeAttribute" -> {
          who = null;
          yield null;
        }
        default -> throw new IllegalStateException(method.toString());
      };
    }
    try {
      return method.invoke(session, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
