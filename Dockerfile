# Treuwerk as an image: built with everything, run with what production needs, by a user without rights.
# tests/integration/image.test.ts starts the app from exactly the files that the second stage copies.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
# Installs what the lock file says, generates and builds; then only what production needs stays.
RUN node scripts/launch.mjs build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim AS run
WORKDIR /app
# With more arenas the C library keeps freed memory of many sizes, and the process seems to grow for hours.
ENV MALLOC_ARENA_MAX=2
# Without limits the engine takes the machine's size for its own, and collects late. `npm start` has the same.
ENV NODE_OPTIONS="--max-old-space-size=320 --max-semi-space-size=8"
ENV NODE_ENV=production PORT=3000 HOST=0.0.0.0 TREUWERK_DATA_DIR=/data TREUWERK_OPS_PORT=9464 TREUWERK_OPS_HOST=127.0.0.1
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/build ./build
COPY --from=build /app/app ./app
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/prisma.config.ts ./
COPY --from=build /app/scripts ./scripts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The process itself hears SIGTERM and stops in order.
CMD ["node", "app/server.ts"]
