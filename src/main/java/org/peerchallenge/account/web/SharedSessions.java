package org.peerchallenge.account.web;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sessions in the database (Spring Session), so that any node answers any request and a node may
 * stop without anybody having to sign in again.
 */
@Configuration
class SharedSessions {

  private static final Logger LOG = LoggerFactory.getLogger(SharedSessions.class);

  /** Two requests of one page may write the same attribute at once: the later one wins. */
  @Bean
  PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsOnPostgreSql() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }

  /**
   * An update may change a class that a session holds: such a session is one of nobody, and its
   * owner signs in again. Without this each of their requests would fail until the cookie is gone.
   */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsOfOtherVersions() {
    return sessions -> sessions.setConversionService(attributes());
  }

  /** In place of the repository that Spring Boot makes only where there is no other. */
  @Bean
  static BeanPostProcessor thriftySessions() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof JdbcIndexedSessionRepository sessions
            ? new ThriftySessions<>(sessions)
            : bean;
      }
    };
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> sessionsOfARequest(SessionRepository<?> sessions) {
    FilterRegistrationBean<OncePerRequestFilter> filter =
        new FilterRegistrationBean<>(((ThriftySessions<?>) sessions).forARequest());
    filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
    filter.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
    return filter;
  }

  /** What only reads is one statement, which needs no transaction; what writes has its own. */
  @Bean(defaultCandidate = false)
  TransactionOperations springSessionTransactionOperations(
      PlatformTransactionManager transactions) {
    TransactionTemplate own = new TransactionTemplate(transactions);
    own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return new TransactionOperations() {
      @Override
      public <T> T execute(TransactionCallback<T> reading) {
        return TransactionOperations.withoutTransaction().execute(reading);
      }

      @Override
      public void executeWithoutResult(Consumer<TransactionStatus> writing) {
        own.executeWithoutResult(writing);
      }
    };
  }

  /** Attributes to bytes and back; what cannot be read any more is null. */
  static ConversionService attributes() {
    GenericConversionService attributes = new GenericConversionService();
    attributes.addConverter(Object.class, byte[].class, new SerializingConverter());
    DeserializingConverter reading =
        new DeserializingConverter(SharedSessions.class.getClassLoader());
    attributes.addConverter(byte[].class, Object.class, bytes -> read(reading, bytes));
    return attributes;
  }

  private static Object read(DeserializingConverter reading, byte[] bytes) {
    try {
      return reading.convert(bytes);
    } catch (SerializationFailedException e) {
      LOG.info("A session holds what this version does not know; its owner signs in again");
      return null;
    }
  }
}
