using System.Collections.Concurrent;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Answers of GET requests as bytes, where the server is told to keep them; forgotten when a record changes.</summary>
internal sealed class PageCache(DemoCrmServer server)
{
    private readonly ConcurrentDictionary<string, (long Version, DemoAnswer Answer)> _pages = [];

    public DemoAnswer Get(DemoRequest request, Func<DemoAnswer> make)
    {
        if (!server.CachePages || request.Method != "GET") return make();
        var key = request.Path + request.Query;
        var version = server.Store.Version;
        if (_pages.TryGetValue(key, out var kept) && kept.Version == version) return kept.Answer;
        var answer = make();
        _pages[key] = (version, answer);
        return answer;
    }
}
