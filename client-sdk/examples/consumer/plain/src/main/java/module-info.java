/** A program on the module path: what it uses of the client is what the client exports. */
module com.example.shop {
  requires transitive com.vicsee.client;

  exports shop;
}
