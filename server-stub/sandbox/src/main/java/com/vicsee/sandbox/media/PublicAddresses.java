package com.vicsee.sandbox.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The addresses of the public network: all but those of the IANA special-purpose registries (RFC 6890, and its updates). */
final class PublicAddresses {
  private static final List<Block> SPECIAL = List.of(
      Block.of("0.0.0.0/8"),
      Block.of("10.0.0.0/8"),
      Block.of("100.64.0.0/10"),
      Block.of("127.0.0.0/8"),
      Block.of("169.254.0.0/16"),
      Block.of("172.16.0.0/12"),
      Block.of("192.0.0.0/24"),
      Block.of("192.0.2.0/24"),
      Block.of("192.88.99.0/24"),
      Block.of("192.168.0.0/16"),
      Block.of("198.18.0.0/15"),
      Block.of("198.51.100.0/24"),
      Block.of("203.0.113.0/24"),
      // Multicast, reserved and broadcast.
      Block.of("224.0.0.0/3"));

  /** What is global unicast of IPv6 today; everything else is not public: ULA, link-local, multicast, and IPv4 in other clothes (::ffff:10.0.0.1). */
  private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

  private static final List<Block> SPECIAL_OF_GLOBAL_UNICAST = List.of(
      // Teredo and others, documentation, and 6to4, which carries an IPv4 address.
      Block.of("2001::/23"), Block.of("2001:db8::/32"), Block.of("2002::/16"), Block.of("3fff::/20"));

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    if (address instanceof Inet4Address) {
      return SPECIAL.stream().noneMatch(block -> block.contains(address));
    }
    return GLOBAL_UNICAST.contains(address) && SPECIAL_OF_GLOBAL_UNICAST.stream().noneMatch(block -> block.contains(address));
  }

  private record Block(byte[] prefix, int length) {
    static Block of(String cidr) {
      int slash = cidr.indexOf('/');
      try {
        // A literal is not looked up.
        return new Block(InetAddress.getByName(cidr.substring(0, slash)).getAddress(), Integer.parseInt(cidr.substring(slash + 1)));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(cidr, e);
      }
    }

    boolean contains(InetAddress address) {
      byte[] bytes = address.getAddress();
      if (bytes.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < length; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
