package org.peerchallenge.engine;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.LanguageDriver;
import org.apache.ibatis.scripting.xmltags.ChooseSqlNode;
import org.apache.ibatis.scripting.xmltags.IfSqlNode;
import org.apache.ibatis.scripting.xmltags.MixedSqlNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.scripting.xmltags.XMLScriptBuilder;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Statements whose equal parts are one object. The engine's files include the same parts in
 * hundreds of statements, those on rights 911 times, and each was read and kept anew. Their
 * conditions are decided by {@link StatementConditions}.
 */
public final class SharedStatements extends Configuration {

  private static final Field CONTENTS = field(MixedSqlNode.class, "contents");
  private static final Field WHENS = field(ChooseSqlNode.class, "ifSqlNodes");
  private static final Field EVALUATOR = field(IfSqlNode.class, "evaluator");

  private final StatementConditions conditions = new StatementConditions();

  /** What is written somewhere to its number; what is inside it is there by its numbers. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final Map<Integer, MixedSqlNode> parts = new HashMap<>();

  private final LanguageDriver sharing =
      new XMLLanguageDriver() {
        @Override
        public SqlSource createSqlSource(
            Configuration configuration, XNode script, Class<?> parameterType) {
          return new Builder(configuration, script, parameterType).parseScriptNode();
        }
      };

  @Override
  public LanguageDriver getLanguageDriver(Class<? extends LanguageDriver> type) {
    return sharing;
  }

  /** Lets go of what was kept to find equal parts, and of the trees of XML that were included. */
  void wereRead() {
    numbers.clear();
    parts.clear();
    getSqlFragments().clear();
  }

  private final class Builder extends XMLScriptBuilder {

    private final XNode statement;

    Builder(Configuration configuration, XNode statement, Class<?> parameterType) {
      super(configuration, statement, parameterType);
      this.statement = statement;
    }

    @Override
    protected MixedSqlNode parseDynamicTags(XNode part) {
      // Of the whole statement more is noted than its parts.
      if (part == statement) {
        return decided(super.parseDynamicTags(part));
      }
      int number = number(part.getNode());
      MixedSqlNode known = parts.get(number);
      if (known == null) {
        known = decided(super.parseDynamicTags(part));
        parts.put(number, known);
      }
      return known;
    }
  }

  /** MyBatis has no place to name who decides the conditions: each part makes its own OGNL. */
  private MixedSqlNode decided(MixedSqlNode part) {
    try {
      for (Object one : (List<?>) CONTENTS.get(part)) {
        for (Object each : one instanceof ChooseSqlNode ? (List<?>) WHENS.get(one) : List.of(one)) {
          if (each instanceof IfSqlNode) {
            EVALUATOR.set(each, conditions);
          }
        }
      }
      return part;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("Another MyBatis: " + type, e);
    }
  }

  private int number(Node node) {
    StringBuilder written = new StringBuilder(node.getNodeName());
    NamedNodeMap attributes = node.getAttributes();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      written
          .append(' ')
          .append(attribute.getNodeName())
          .append('=')
          .append(attribute.getNodeValue());
    }
    written.append('>').append(node.getNodeValue());
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      written.append('<').append(number(child));
    }
    return numbers.computeIfAbsent(written.toString(), key -> numbers.size());
  }
}
