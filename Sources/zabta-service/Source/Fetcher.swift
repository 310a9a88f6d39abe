import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// How far a fetch may go.
struct FetchLimits: Sendable, Hashable {
  /// The most seconds for a whole fetch.
  var seconds = 30.0
  /// The most redirections that are followed.
  var redirections = 3
}

/// Fetches files over HTTP within limits of time, size and redirections.
///
/// Why Foundation's client: async-http-client is seven times the compile time of the whole service for
/// a request every few seconds. It runs libcurl, takes certificates from the system's store, and keeps
/// no cache and no cookies here.
final class Fetcher: NSObject, Sendable {
  /// How much later the client's own clock ends: there is one end of a fetch, and it is told in our words.
  private static let grace = 60.0

  private let limits: FetchLimits
  private let token: String?
  private let host: String
  private let session: Mutex<URLSession?> = Mutex(nil)
  private let fetches = Mutex<[Int: Fetch]>([:])

  /// What is going on.
  private struct Fetch {
    var continuation: CheckedContinuation<Result<SourceReading, SourceError>, Never>
    var limit: Int
    var redirections = 0
    var bytes: [UInt8] = []
    var status = 0
    var mark: String?
  }

  /// The token goes to this host only, whoever redirects.
  init(limits: FetchLimits, token: String?, host: String) {
    self.limits = limits
    self.token = token
    self.host = host
  }

  /// Gets a file, unless it is still the one that the mark stands for.
  func get(
    _ url: URL, unless mark: String?, atMost limit: Int
  ) async throws(SourceError) -> SourceReading {
    var request = URLRequest(
      url: url, cachePolicy: .reloadIgnoringLocalCacheData,
      timeoutInterval: limits.seconds + Fetcher.grace)
    if let mark {
      let field =
        mark.hasPrefix("\"") || mark.hasPrefix("W/") ? "If-None-Match" : "If-Modified-Since"
      request.setValue(mark, forHTTPHeaderField: field)
    }
    if let token { request.setValue("Bearer " + token, forHTTPHeaderField: "Authorization") }
    let task = started(request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        fetches.withLock {
          $0[task.taskIdentifier] = Fetch(continuation: continuation, limit: limit)
        }
        task.resume()
        let seconds = limits.seconds
        // Not left to the client: it counts the time anew with every byte that comes.
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [self] in
          fail(task, "\(url.absoluteString) took longer than \(Fetcher.text(seconds)) seconds")
        }
      }
    } onCancel: {
      fail(task, "the service is ending")
    }
    return try result.get()
  }

  /// What stands for a version of a file: its tag, or else the second in which it was last changed.
  ///
  /// That second only where it is over (RFC 9110, section 8.8.2.2): the file may change once more
  /// within it, and would then be taken for unchanged for good.
  static func mark(tag: String?, modified: String?, date: String?) -> String? {
    if let tag { return tag }
    guard let modified, let date, date != modified else { return nil }
    return modified
  }

  private func started(_ request: URLRequest) -> URLSessionDataTask {
    session.withLock { session in
      if let session { return session.dataTask(with: request) }
      let configuration = URLSessionConfiguration.ephemeral
      configuration.urlCache = nil
      configuration.httpCookieStorage = nil
      configuration.httpShouldSetCookies = false
      configuration.timeoutIntervalForRequest = limits.seconds + Fetcher.grace
      let made = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
      session = made
      return made.dataTask(with: request)
    }
  }

  private func finish(_ task: Int, _ result: Result<SourceReading, SourceError>) {
    fetches.withLock { $0.removeValue(forKey: task) }?.continuation.resume(returning: result)
  }

  private func fail(_ task: URLSessionTask, _ reason: String) {
    task.cancel()
    finish(task.taskIdentifier, .failure(SourceError(reason)))
  }
}

extension Fetcher: URLSessionDataDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    let count = fetches.withLock { fetches in
      fetches[task.taskIdentifier]?.redirections += 1
      return fetches[task.taskIdentifier]?.redirections ?? .max
    }
    let (from, to) = (task.originalRequest?.url?.scheme, request.url?.scheme)
    guard count <= limits.redirections, to == "https" || to == "http" && from == "http" else {
      completionHandler(nil)
      fail(
        task,
        count > limits.redirections
          ? "more than \(limits.redirections) redirections" : "a redirection away from https")
      return
    }
    var request = request
    if request.url?.host != host { request.setValue(nil, forHTTPHeaderField: "Authorization") }
    completionHandler(request)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let answer = response as? HTTPURLResponse
    let mark = answer.flatMap { answer in
      Fetcher.mark(
        tag: answer.value(forHTTPHeaderField: "ETag"),
        modified: answer.value(forHTTPHeaderField: "Last-Modified"),
        date: answer.value(forHTTPHeaderField: "Date"))
    }
    let limit = fetches.withLock { fetches in
      fetches[dataTask.taskIdentifier]?.status = answer?.statusCode ?? 0
      fetches[dataTask.taskIdentifier]?.mark = mark
      return fetches[dataTask.taskIdentifier]?.limit ?? 0
    }
    guard answer?.statusCode != 200 || response.expectedContentLength <= Int64(limit) else {
      completionHandler(.cancel)
      fail(dataTask, Fetcher.tooLong(dataTask, limit))
      return
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let limit: Int? = fetches.withLock { fetches in
      guard let fetch = fetches[dataTask.taskIdentifier] else { return nil }
      // Of an error page nothing is kept.
      guard fetch.status == 200 else { return nil }
      guard fetch.bytes.count + data.count <= fetch.limit else { return fetch.limit }
      fetches[dataTask.taskIdentifier]?.bytes += data
      return nil
    }
    if let limit { fail(dataTask, Fetcher.tooLong(dataTask, limit)) }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let address = task.originalRequest?.url?.absoluteString ?? ""
    guard let fetch = fetches.withLock({ $0[task.taskIdentifier] }) else { return }
    if let error {
      finish(
        task.taskIdentifier, .failure(SourceError("\(address): \(error.localizedDescription)")))
      return
    }
    let result: Result<SourceReading, SourceError> =
      switch fetch.status {
      case 200: .success(.bytes(fetch.bytes, mark: fetch.mark))
      case 304: .success(.unchanged)
      case 404, 410: .success(.missing)
      default: .failure(SourceError("\(address) answered with status \(fetch.status)"))
      }
    finish(task.taskIdentifier, result)
  }

  /// `30`, `0.5`.
  private static func text(_ seconds: Double) -> String {
    Int(exactly: seconds).map { String($0) } ?? String(seconds)
  }

  private static func tooLong(_ task: URLSessionTask, _ limit: Int) -> String {
    "\(task.originalRequest?.url?.absoluteString ?? "") has more than \(limit) bytes"
  }
}
