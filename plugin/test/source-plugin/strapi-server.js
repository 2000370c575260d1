module.exports = require('../../server/src/index').default;
