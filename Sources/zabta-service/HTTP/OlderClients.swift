import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// What HTTP/1.1 owes to clients that the server's own code passes over: those of HTTP/1.0, those that
/// wait to be told to go on, and those that would ask again on a connection that is about to end.
///
/// Stands before the requests are put into types that no longer tell their version.
final class OlderClients: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// What is said of the connection in the answers that are still to come; nil where nothing need be.
  private var connections: CircularBuffer<String?> = []
  private let leaving: Leaving

  init(leaving: Leaving) { self.leaving = leaving }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else {
      context.fireChannelRead(data)
      return
    }
    let connection = leaving.isTrue ? "close" : OlderClients.connection(head)
    connections.append(connection)
    // The one word by which the server knows that nothing follows.
    if connection == "close" { head.headers.replaceOrAdd(name: "Connection", value: "close") }
    // RFC 9110, section 10.1.1; not into the answer to a request before it.
    if connections.count == 1, head.version == .http1_1,
      head.headers.first(name: "Expect")?.lowercased() == "100-continue"
    {
      let goOn = HTTPResponseHead(version: .http1_1, status: .continue)
      context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      if let connection = connections.first ?? nil, !head.headers.contains(name: "Connection") {
        head.headers.add(name: "Connection", value: connection)
        context.write(wrapOutboundOut(.head(head)), promise: promise)
      } else {
        context.write(data, promise: promise)
      }
    case .body:
      context.write(data, promise: promise)
    case .end:
      if !connections.isEmpty { connections.removeFirst() }
      context.write(data, promise: promise)
    }
  }

  /// RFC 9112, section 9.3: a client of HTTP/1.0 takes the end of the connection for the end of the
  /// answer, unless it says that it does not.
  private static func connection(_ head: HTTPRequestHead) -> String? {
    let words = head.headers[canonicalForm: "Connection"].map { $0.lowercased() }
    if words.contains("close") { return "close" }
    guard head.version != .http1_1 else { return nil }
    return words.contains("keep-alive") ? "keep-alive" : "close"
  }
}

/// Puts the handler where requests still have their version.
final class OlderClientsPlacing: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let leaving: Leaving

  init(leaving: Leaving) { self.leaving = leaving }

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    guard let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) else { return }
    try? pipeline.addHandler(OlderClients(leaving: leaving), position: .before(codec))
  }
}
