package com.vicsee.sandbox.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/** The driver of H2, whose connections fail at a chosen step of a request: a statement or a commit. Only threads of requests count. */
public final class FaultyDriver implements Driver {
  /** How a step fails. */
  enum Fault {
    /** Once, with nothing done. */
    ONCE,
    /** With all after it, until {@link #mend()}. */
    AWAY,
    /** Once, after it was done: the answer of the database is lost. */
    ANSWER_LOST
  }

  private static final AtomicInteger STEPS = new AtomicInteger(-1);
  private static volatile Fault fault = Fault.ONCE;

  private final Driver h2 = new org.h2.Driver();

  /** Lets so many steps pass, and then fail. */
  static void failAfter(int steps, Fault kind) {
    fault = kind;
    STEPS.set(steps + 1);
  }

  static void mend() {
    STEPS.set(-1);
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Connection connection = h2.connect(url, info);
    return connection == null ? null : (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
      boolean fails = (method.getName().equals("prepareStatement") || method.getName().equals("commit")) && fails();
      if (fails && !(fault == Fault.ANSWER_LOST && method.getName().equals("commit"))) {
        throw new SQLException("fault at " + method.getName(), "HY000");
      }
      try {
        Object result = method.invoke(connection, values);
        if (fails) {
          throw new SQLException("the answer to the commit is lost", "HY000");
        }
        return result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    });
  }

  private static boolean fails() {
    if (!Thread.currentThread().getName().contains("-exec-") || STEPS.get() < 0) {
      return false;
    }
    int left = STEPS.updateAndGet(it -> it > 0 ? it - 1 : it);
    if (left == 0 && fault != Fault.AWAY) {
      mend();
    }
    return left == 0;
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return h2.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return h2.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return h2.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return h2.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
