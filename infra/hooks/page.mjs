// Writes beside the built page what differs from stage to stage: config.json, and the headers that the static site sends. Reads the
// stage's values from the environment, as azd gives them to its hooks.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../dashboard/dist", import.meta.url));
const value = (name) => (process.env[name] ?? "").trim();
const needed = (name) => {
  if (value(name)) return value(name);
  console.error(`page: ${name} is not set: run azd provision first`);
  process.exit(1);
};
const list = (name) => value(name).split(",").map((part) => part.trim()).filter(Boolean);
const originOf = (address) => new URL(address).origin;

const api = originOf(needed("API_ORIGIN"));
const live = originOf(needed("SIGNALR_ORIGIN"));
const config = { api, max_rooms: Number(value("MAX_ROOMS") || 50) };

const authority = value("SIGN_IN_AUTHORITY");
if (authority) config.sign_in = { authority, client_id: needed("SIGN_IN_CLIENT_ID"), scope: needed("SIGN_IN_SCOPE") };

const connect = ["'self'", api, live, live.replace(/^http/, "ws")];
if (authority) connect.push(originOf(authority), ...list("SIGN_IN_OTHER_ORIGINS").map(originOf));

const policy = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": [...new Set(connect)],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

const site = {
  globalHeaders: {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": Object.entries(policy).map(([name, sources]) => `${name} ${sources.join(" ")}`).join("; "),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
  },
  routes: [{ route: "/assets/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } }],
};

const write = (name, content) => writeFileSync(join(folder, name), JSON.stringify(content, null, 2) + "\n");
write("config.json", config);
write("staticwebapp.config.json", site);
console.log(`The page calls ${api}${authority ? `, and signs in at ${authority}` : ""}.`);
