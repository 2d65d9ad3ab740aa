package com.vicsee.contract.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of another process of this machine. */
final class Heap implements AutoCloseable {

  private static final int COLLECTIONS = 3;

  private final JMXConnector connector;
  private final MemoryMXBean memory;

  Heap(ProcessHandle process) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
      String address = machine.startLocalManagementAgent();
      machine.detach();
      connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      memory = ManagementFactory.newPlatformMXBeanProxy(connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME,
          MemoryMXBean.class);
    } catch (AttachNotSupportedException e) {
      throw new IOException("the process does not let itself be attached to", e);
    }
  }

  /** The used heap after a full collection, in KiB. Soft and cleaned references need more than one collection. */
  long collectedKiB() {
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed() / 1024;
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
