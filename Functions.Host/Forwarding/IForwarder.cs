using Functions.Host.Workers;
using Microsoft.AspNetCore.Http;

namespace Functions.Host.Forwarding;

/// <summary>Brings a request to the worker's own HTTP pipeline, and its answer back.</summary>
internal interface IForwarder
{
    /// <returns>False when the worker could not be reached, or broke off.</returns>
    Task<bool> SendAsync(HttpContext http, Worker worker);
}
