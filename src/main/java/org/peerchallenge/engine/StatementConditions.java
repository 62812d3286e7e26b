package org.peerchallenge.engine;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.ognl.ASTAnd;
import org.apache.ibatis.ognl.ASTChain;
import org.apache.ibatis.ognl.ASTConst;
import org.apache.ibatis.ognl.ASTEq;
import org.apache.ibatis.ognl.ASTGreater;
import org.apache.ibatis.ognl.ASTNot;
import org.apache.ibatis.ognl.ASTNotEq;
import org.apache.ibatis.ognl.ASTOr;
import org.apache.ibatis.ognl.ASTProperty;
import org.apache.ibatis.ognl.Node;
import org.apache.ibatis.ognl.Ognl;
import org.apache.ibatis.ognl.OgnlException;
import org.apache.ibatis.scripting.xmltags.DynamicContext;
import org.apache.ibatis.scripting.xmltags.ExpressionEvaluator;

/**
 * Decides which parts of a statement there are: a query of tasks has some two hundred conditions,
 * such as {@code query.candidateUser != null}. OGNL makes a world of its own for each of them, and
 * that was a sixth of a task's processor time (docs/measurements/stock.md).
 *
 * <p>Here each is worked out once into plain calls. Whatever is not as simple as the engine's
 * conditions are, in how it is written or in what it meets, OGNL decides as before.
 */
final class StatementConditions extends ExpressionEvaluator {

  /** A part of a condition: what it is worth, or {@link #ASK_OGNL}. */
  private interface Part {
    Object value(Map<?, ?> bindings);
  }

  private static final Object ASK_OGNL = new Object();
  private static final Part NOT_SIMPLE = bindings -> ASK_OGNL;

  private final Map<String, Part> known = new ConcurrentHashMap<>();

  @Override
  public boolean evaluateBoolean(String condition, Object bindings) {
    return simply(condition, bindings).orElseGet(() -> super.evaluateBoolean(condition, bindings));
  }

  /** Empty where OGNL is to be asked. */
  Optional<Boolean> simply(String condition, Object bindings) {
    Part part = known.get(condition);
    if (part == null) {
      part = known.computeIfAbsent(condition, StatementConditions::read);
    }
    Object value = part.value((Map<?, ?>) bindings);
    return isTruth(value) ? Optional.of(isTrue(value)) : Optional.empty();
  }

  private static Part read(String condition) {
    try {
      return part((Node) Ognl.parseExpression(condition));
    } catch (OgnlException e) {
      return NOT_SIMPLE;
    }
  }

  private static Part part(Node node) {
    if (node instanceof ASTConst constant) {
      Object value = constant.getValue();
      return bindings -> value;
    }
    if (node instanceof ASTProperty) {
      String name = name(node);
      return name == null ? NOT_SIMPLE : bindings -> binding(bindings, name);
    }
    if (node instanceof ASTChain) {
      return chain(node);
    }
    if (node instanceof ASTNot) {
      Part part = part(node.jjtGetChild(0));
      return bindings -> {
        Object value = part.value(bindings);
        return isTruth(value) ? (Object) !isTrue(value) : ASK_OGNL;
      };
    }
    if (node instanceof ASTAnd || node instanceof ASTOr) {
      return allOrAny(node, node instanceof ASTOr);
    }
    if (node instanceof ASTEq || node instanceof ASTNotEq || node instanceof ASTGreater) {
      Part one = part(node.jjtGetChild(0));
      Part other = part(node.jjtGetChild(1));
      if (node instanceof ASTGreater) {
        return bindings -> isGreater(one.value(bindings), other.value(bindings));
      }
      boolean equal = node instanceof ASTEq;
      return bindings -> isEqual(one.value(bindings), other.value(bindings), equal);
    }
    return NOT_SIMPLE;
  }

  private static Part allOrAny(Node node, boolean any) {
    Part[] parts = new Part[node.jjtGetNumChildren()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(node.jjtGetChild(i));
    }
    return bindings -> {
      for (Part part : parts) {
        Object value = part.value(bindings);
        if (!isTruth(value)) {
          return ASK_OGNL;
        }
        if (isTrue(value) == any) {
          return any;
        }
      }
      return !any;
    };
  }

  private static Part chain(Node node) {
    Part first = part(node.jjtGetChild(0));
    String[] names = new String[node.jjtGetNumChildren() - 1];
    for (int i = 0; i < names.length; i++) {
      names[i] = name(node.jjtGetChild(i + 1));
      if (names[i] == null) {
        return NOT_SIMPLE;
      }
    }
    return bindings -> {
      Object value = first.value(bindings);
      for (String name : names) {
        value = property(value, name);
      }
      return value;
    };
  }

  /** Null for what is no plain name, such as a call. */
  private static String name(Node node) {
    return node instanceof ASTProperty property
            && !property.isIndexedAccess()
            && node.jjtGetChild(0) instanceof ASTConst constant
            && constant.getValue() instanceof String name
        ? name
        : null;
  }

  /** What was bound on the way, or stands in what the statement was called with. */
  private static Object binding(Map<?, ?> bindings, String name) {
    Object value = bindings.get(name);
    if (value != null || bindings.containsKey(name)) {
      return value;
    }
    return bindings.get(DynamicContext.PARAMETER_OBJECT_KEY) instanceof Map<?, ?> parameters
        ? parameters.get(name)
        : null;
  }

  private static Object property(Object target, String name) {
    if (target == null || target == ASK_OGNL || target instanceof Map) {
      return ASK_OGNL;
    }
    if (target.getClass().isArray()) {
      return name.equals("length") ? Array.getLength(target) : ASK_OGNL;
    }
    if (target instanceof Collection) {
      return target instanceof List<?> list && name.equals("size") ? list.size() : ASK_OGNL;
    }
    Optional<Method> method = CachedReadMethods.method(target, name);
    try {
      return method.isPresent() ? method.get().invoke(target) : ASK_OGNL;
    } catch (InvocationTargetException | IllegalAccessException e) {
      return ASK_OGNL;
    }
  }

  private static boolean isTruth(Object value) {
    return value == null || value instanceof Boolean;
  }

  private static boolean isTrue(Object value) {
    return Boolean.TRUE.equals(value);
  }

  private static Object isEqual(Object one, Object other, boolean equal) {
    if (one == ASK_OGNL || other == ASK_OGNL) {
      return ASK_OGNL;
    }
    if (one == null || other == null || one == other) {
      return one == other == equal;
    }
    return one.getClass() == other.getClass()
            && (one instanceof String || one instanceof Boolean || one instanceof Integer)
        ? (Object) (one.equals(other) == equal)
        : ASK_OGNL;
  }

  private static Object isGreater(Object one, Object other) {
    return one instanceof Integer a && other instanceof Integer b ? (Object) (a > b) : ASK_OGNL;
  }
}
